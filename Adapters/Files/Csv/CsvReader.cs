using System.Text;

namespace Sync.Adapters;

/// <summary>Reads records of RFC 4180, strictly: a library for CSV reads on where a drop folder must stop. A quote that is never closed, text beside
/// quotes, a record without end and a last line without line end are problems of the file, each with its line. Not thread-safe.</summary>
// type,item,note\r\n
// received,"BOLT ""M8"", zinc","two
// lines"\r\n                                (RFC 4180, section 2: quotes around commas, line ends and doubled quotes)
internal sealed class CsvReader(Utf8Text text, char separator)
{
    /// <summary>The longest record, in characters: an open quote would else swallow the whole file.</summary>
    public const int MaxRecord = 64 * 1024;

    private const char Quote = '"';
    private readonly StringBuilder _field = new();
    private readonly StringBuilder _raw = new();
    private readonly List<string> _fields = [];

    /// <summary>What stands between fields.</summary>
    public char Separator => separator;

    /// <summary>The line on which the record begins, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>The fields of the record.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>The record as it stands in the file, without its line end.</summary>
    public string Raw => _raw.ToString();

    /// <summary>Reads the next record that is not an empty line; false at the end.</summary>
    public bool Read()
    {
        while (text.Peek() != Utf8Text.End)
        {
            _fields.Clear();
            _raw.Clear();
            Line = text.Line;
            ReadRecord();
            if (_raw.Length > 0) return true;
        }

        return false;
    }

    private void ReadRecord()
    {
        for (var more = true; more;)
        {
            _field.Clear();
            var quoted = text.Peek() == Quote;
            if (quoted) ReadQuoted();
            more = ReadRest(quoted);
            _fields.Add(_field.ToString());
        }
    }

    private void ReadQuoted()
    {
        Take();
        while (true)
        {
            var c = text.Next();
            if (c == Utf8Text.End) throw Problem("a quote is not closed before the end: the file may be cut in half");
            Keep((char)c);
            if (c == Quote && text.Peek() != Quote) return;
            if (c == Quote) Take();
            _field.Append((char)c);
        }
    }

    /// <summary>Reads up to the end of the field; false when the record ends with it.</summary>
    private bool ReadRest(bool quoted)
    {
        while (true)
        {
            var c = text.Next();
            if (c == Utf8Text.End) throw Problem("the last line has no line end: the file may be cut in half");
            if (c == '\r' && text.Peek() == '\n') c = text.Next();
            if (c == '\n') return false;
            Keep((char)c);
            if (c == separator) return true;
            if (quoted) throw Problem("there is text behind a closing quote");
            if (c == Quote) throw Problem("a quote stands inside a field that does not begin with one");
            if (c == '\r') throw Problem("a line ends in a carriage return alone");
            _field.Append((char)c);
        }
    }

    private void Take() => Keep((char)text.Next());

    private void Keep(char c)
    {
        if (_raw.Length == MaxRecord) throw Problem($"a record is longer than {MaxRecord} characters: a quote may not be closed");
        _raw.Append(c);
    }

    private FileProblemException Problem(string message) =>
        new(FileProblem.Of(ErrorCodes.FileMalformed, message, Line, $"field {_fields.Count + 1}", _field.ToString()));
}
