namespace Sync.Silo.Hosting;

/// <summary>What a start tells the person who made it.</summary>
internal static class Banner
{
    public static void Print(StartSettings settings, string address)
    {
        Console.WriteLine($"OrleansSync is ready at {address}");
        if (settings.Cluster.IsShared) Console.WriteLine($"  cluster       {settings.Cluster.ClusterId}, roles {settings.Cluster.RoleNames}{(settings.Cluster.Tls.Folder is null ? "" : ", mutual TLS")}");
        if (!settings.Cluster.Has(Roles.Gateway)) return;
        Console.WriteLine($"  live page     {address}/   (sign in with the operator key)");
        Console.WriteLine($"  API docs      {address}/scalar");
        Console.WriteLine($"  dashboard     {address}/orleans   (any user name, the operator key as password)");
        Console.WriteLine($"  operator key  {settings.OperatorKeyFile}");
        Console.WriteLine($"  storage       {(settings.IsPostgres ? "PostgreSQL" : settings.JournalFile)}");
    }
}
