using global::Akka.Configuration;
using global::Akka.Persistence.Sql;

namespace Sync.Benchmarks.Systems.Akka;

/// <summary>The configuration: the plug-in's defaults (batches of its own over three connections), no tags, which nobody reads here;
/// 50 recoveries at a time, so that 20,000 actors that start together do not storm the database.</summary>
internal static class AkkaSettings
{
    public static Config For(string connection) => ConfigurationFactory.ParseString(
        $$"""
        akka {
          loglevel = WARNING
          stdout-loglevel = OFF
          loggers = []
          actor {
            serializers.moved = "{{typeof(AkkaMovedSerializer).AssemblyQualifiedName}}"
            serialization-bindings {
              "{{typeof(AkkaMoved).AssemblyQualifiedName}}" = moved
            }
          }
          persistence {
            max-concurrent-recoveries = 50
            journal {
              plugin = "akka.persistence.journal.sql"
              sql {
                connection-string = "{{connection}}"
                provider-name = "PostgreSQL.15"
                table-mapping = postgresql
                tag-write-mode = Csv
              }
            }
            snapshot-store {
              plugin = "akka.persistence.snapshot-store.sql"
              sql {
                connection-string = "{{connection}}"
                provider-name = "PostgreSQL.15"
                table-mapping = postgresql
              }
            }
          }
        }
        """).WithFallback(SqlPersistence.DefaultConfiguration);
}
