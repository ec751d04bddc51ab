using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Items;

/// <summary>
/// JSON as the nodes that shapes read and write, so that a program is told of its mistakes in the words of the plan format.
/// Every node gets a place of its own, which stands for its JSON Pointer (RFC 6901).
/// </summary>
internal sealed class JsonNodes
{
    private const int Deepest = 32;

    private readonly List<string> _pointers = [];
    private readonly List<PointedProblem> _problems = [];

    private JsonNodes() { }

    /// <summary>What the text itself has wrong: keys that stand twice.</summary>
    public IReadOnlyList<PointedProblem> Problems => _problems;

    /// <summary>The object's nodes; null with a problem when the text is no JSON object.</summary>
    public static (JsonNodes Places, Mapping? Root) Read(ReadOnlySequence<byte> json)
    {
        var nodes = new JsonNodes();
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Deepest });
            reader.Read();
            var root = nodes.Value(ref reader, "");
            if (reader.Read()) nodes._problems.Add(new("", "here ends the first object, and another one begins"));
            if (root is Mapping mapping) return (nodes, mapping);
            nodes._problems.Add(new("", "here should be an object: {…}"));
        }
        catch (JsonException e)
        {
            nodes._problems.Add(new("", string.Create(CultureInfo.InvariantCulture, $"this is not JSON from line {e.LineNumber + 1}, octet {e.BytePositionInLine + 1} on")));
        }
        catch (InvalidOperationException)
        {
            // A text that is no Unicode: half of a surrogate pair, octets that are no UTF-8.
            nodes._problems.Add(new("", "a text in it is not well-formed Unicode"));
        }
        return (nodes, null);
    }

    /// <summary>Null for what did not stand in the text.</summary>
    public string? PointerOf(int line) => line > 0 && line <= _pointers.Count ? _pointers[line - 1] : null;

    /// <summary>Numbers and truth as such, everything else as text.</summary>
    public static void Write(Utf8JsonWriter json, Node node)
    {
        switch (node)
        {
            case Mapping mapping:
                json.WriteStartObject();
                WriteEntries(json, mapping);
                json.WriteEndObject();
                break;
            case Sequence sequence:
                json.WriteStartArray();
                foreach (var item in sequence.Items) Write(json, item);
                json.WriteEndArray();
                break;
            case Scalar { Style: Style.Plain, Text: "true" or "false" } flag:
                json.WriteBooleanValue(flag.Text == "true");
                break;
            case Scalar { Style: Style.Plain } number when IsNumber(number.Text):
                json.WriteRawValue(number.Text);
                break;
            case Scalar text:
                // Half of a surrogate pair, which a database may keep, is no text that can be sent.
                json.WriteStringValue(PlainText.WellFormed(text.Text));
                break;
        }
    }

    public static void WriteEntries(Utf8JsonWriter json, Mapping mapping)
    {
        foreach (var (key, value) in mapping.Entries)
        {
            json.WritePropertyName(key.Text);
            Write(json, value);
        }
    }

    private Node Value(ref Utf8JsonReader reader, string pointer) => reader.TokenType switch
    {
        JsonTokenType.StartObject => Object(ref reader, pointer),
        JsonTokenType.StartArray => Array(ref reader, pointer),
        JsonTokenType.String => new Scalar(reader.GetString()!, Style.Quoted, At(pointer)),
        // As it was written: 1.50 is not made 1.5 before somebody looks at it.
        _ => new Scalar(Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan), Style.Plain, At(pointer)),
    };

    private Mapping Object(ref Utf8JsonReader reader, string pointer)
    {
        var at = At(pointer);
        var entries = new List<Entry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var below = $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
            var key = new Scalar(name, Style.Quoted, At(below));
            reader.Read();
            var value = Value(ref reader, below);
            if (seen.Add(name)) entries.Add(new(key, value));
            else _problems.Add(new(below, $"'{Proof.Brief(name)}' stands here a second time: keep one"));
        }
        return new(entries, at);
    }

    private Sequence Array(ref Utf8JsonReader reader, string pointer)
    {
        var at = At(pointer);
        var items = new List<Node>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Value(ref reader, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{items.Count}")));
        return new(items, at);
    }

    private Position At(string pointer)
    {
        _pointers.Add(pointer);
        return new(_pointers.Count, 1);
    }

    private static bool IsNumber(string text)
    {
        var digits = text.AsSpan().TrimStart('-');
        return text.Length - digits.Length <= 1 && digits.Length > 0 && char.IsAsciiDigit(digits[0]) && char.IsAsciiDigit(digits[^1])
            && digits.IndexOfAnyExceptInRange('0', '9') is var point && (point < 0 || (digits[point] == '.' && digits[(point + 1)..].IndexOfAnyExceptInRange('0', '9') < 0))
            && (digits[0] != '0' || digits.Length == 1 || digits[1] == '.');
    }
}

/// <summary>A mistake in what a program sent.</summary>
/// <param name="At">JSON Pointer to where it stands; empty for the whole.</param>
/// <param name="Message">What is wrong and what to do, without a full stop.</param>
public sealed record PointedProblem(string At, string Message);
