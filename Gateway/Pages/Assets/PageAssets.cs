using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Sync.Pages.Assets;

/// <summary>What the browser loads: the style, the script, the mark, and Blazor's own script. All of it is inside this assembly.</summary>
internal static class PageAssets
{
    private const string Folder = "/_page/";
    private const string Blazor = "blazor.web.js";
    private static readonly FrozenDictionary<string, Asset> All = new[] { "page.css", "page.js", "mark.svg", Blazor }.ToFrozenDictionary(name => name, Load);

    /// <summary>The address of an asset; another one after each change of it.</summary>
    public static string Url(string name) => $"{Path(name)}?v={All[name].Version}";

    public static void Map(WebApplication app)
    {
        foreach (var (name, asset) in All) app.MapGet(Path(name), http => SendAsync(http, asset)).AllowAnonymous().ExcludeFromDescription();
    }

    private static string Path(string name) => name == Blazor ? "/_framework/" + name : Folder + name;

    private static Task SendAsync(HttpContext http, Asset asset)
    {
        var tag = $"\"{asset.Version}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.Vary = "Accept-Encoding";
        http.Response.Headers.CacheControl = http.Request.Query["v"] == asset.Version ? "public, max-age=31536000, immutable" : "no-cache";
        if (http.Request.Headers.IfNoneMatch == tag)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var zipped = http.Request.Headers.AcceptEncoding.Any(e => e?.Contains("br", StringComparison.Ordinal) == true);
        if (zipped) http.Response.Headers.ContentEncoding = "br";
        var bytes = zipped ? asset.Brotli : asset.Bytes;
        http.Response.ContentType = asset.Type;
        http.Response.ContentLength = bytes.Length;
        return http.Response.Body.WriteAsync(bytes, http.RequestAborted).AsTask();
    }

    private static Asset Load(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the assembly");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var bytes = copy.ToArray();
        using var zipped = new MemoryStream();
        using (var brotli = new BrotliStream(zipped, CompressionLevel.Optimal, leaveOpen: true)) brotli.Write(bytes);
        var type = System.IO.Path.GetExtension(name) switch { ".css" => "text/css; charset=utf-8", ".js" => "text/javascript; charset=utf-8", _ => "image/svg+xml" };
        return new Asset(type, Convert.ToHexStringLower(SHA256.HashData(bytes))[..16], bytes, zipped.ToArray());
    }

    private sealed record Asset(string Type, string Version, byte[] Bytes, byte[] Brotli);
}
