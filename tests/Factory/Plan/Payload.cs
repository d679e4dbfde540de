using System.Globalization;
using System.Text;
using System.Text.Json;
using Sync.Factory.Books;

namespace Sync.Factory.Plan;

/// <summary>Writes the payloads of the updates as the API page describes them.</summary>
internal sealed class Payload
{
    private readonly MemoryStream _bytes = new();
    private readonly Utf8JsonWriter _json;

    private Payload()
    {
        _json = new Utf8JsonWriter(_bytes);
        _json.WriteStartObject();
    }

    public static Payload New() => new();

    public Payload Quantity(decimal value, string unit, string name = "quantity")
    {
        _json.WriteStartObject(name);
        _json.WriteNumber("value", value);
        _json.WriteString("unit", unit);
        _json.WriteEndObject();
        return this;
    }

    public Payload Account(Account account, string name = "account")
    {
        if (account == default) return this;
        _json.WritePropertyName(name);
        WriteAccount(account);
        return this;
    }

    public Payload Text(string name, string? value)
    {
        if (value is not null) _json.WriteString(name, value);
        return this;
    }

    public Payload Flag(string name, bool value)
    {
        if (value) _json.WriteBoolean(name, true);
        return this;
    }

    public Payload Reference(string kind, string number, int? line = null)
    {
        _json.WriteStartObject("reference");
        _json.WriteString("kind", kind);
        _json.WriteString("number", number);
        if (line is { } n) _json.WriteString("line", n.ToString(CultureInfo.InvariantCulture));
        _json.WriteEndObject();
        return this;
    }

    public Payload Lines(CountMeaning count, string unit)
    {
        _json.WriteStartArray("lines");
        foreach (var line in count.Lines)
        {
            _json.WriteStartObject();
            Quantity(line.Amount, unit);
            Account(line.Account);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        return Flag("complete", count.Complete);
    }

    public string Done()
    {
        _json.WriteEndObject();
        _json.Flush();
        return Encoding.UTF8.GetString(_bytes.ToArray());
    }

    private void WriteAccount(Account account)
    {
        _json.WriteStartObject();
        Text("lot", account.Lot);
        Text("status", account.Status);
        Text("owner", account.Owner);
        _json.WriteEndObject();
    }
}
