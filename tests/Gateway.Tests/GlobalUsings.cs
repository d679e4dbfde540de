global using System.Net;
global using Orleans;
global using Sync.Contracts;
global using Sync.Gateway.Tests.Fakes;
