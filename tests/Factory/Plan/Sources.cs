namespace Sync.Factory.Plan;

/// <summary>The systems of the factory, as CloudEvents sources.</summary>
internal static class Sources
{
    /// <summary>Every source of the factory begins so: nothing else may.</summary>
    public const string Prefix = "/factory/";
    public const string Erp = "/factory/erp";
    public const string Warehouse = "/factory/wms";
    public const string Mes = "/factory/mes";
}
