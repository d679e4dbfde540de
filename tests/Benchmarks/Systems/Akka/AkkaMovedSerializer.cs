using System.Text.Json;
using System.Text.Json.Serialization;
using global::Akka.Actor;
using global::Akka.Serialization;

namespace Sync.Benchmarks.Systems.Akka;

/// <summary>Events as JSON with a manifest of their own, as the documentation asks for what is stored. Found by the configuration.</summary>
internal sealed class AkkaMovedSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private const string MovedV1 = "moved.v1";

    public override int Identifier => 41_001;

    public override string Manifest(object o) => MovedV1;

    public override byte[] ToBinary(object obj) => JsonSerializer.SerializeToUtf8Bytes((AkkaMoved)obj, AkkaJson.Default.AkkaMoved);

    public override object FromBinary(byte[] bytes, string manifest) => JsonSerializer.Deserialize(bytes, AkkaJson.Default.AkkaMoved)!;
}

/// <summary>The same without reflection.</summary>
[JsonSerializable(typeof(AkkaMoved))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
internal sealed partial class AkkaJson : JsonSerializerContext;
