global using Microsoft.Extensions.DependencyInjection;
global using Orleans;
global using Orleans.Runtime;
global using Sync.Contracts;
global using Sync.EndToEnd.Tests.Support;
