global using Sync.Contracts;
global using ErrorCode = Sync.Contracts.ErrorCode;
