using System.Text;
using System.Text.Json;
using ContentPlanner.Core;

namespace ContentPlanner.Server.Shared;

/// <summary>A value somebody gave, and where.</summary>
/// <param name="Path">With colons, as it was written.</param>
/// <param name="File">The file, or the name of the environment's variable.</param>
internal sealed record GivenSetting(string Path, string Value, string File, int Line = 0, int Column = 0)
{
    public Problem Problem(string message) => new(File, Line, Column, message);
}

/// <summary>The settings of a JSON file, each with its line and column, which a configuration reader does not tell.</summary>
internal static class SettingsJson
{
    public static IReadOnlyList<GivenSetting> Read(string file, string text, List<Problem> problems)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        var given = new List<GivenSetting>();
        try
        {
            var json = new Utf8JsonReader(octets, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            Read(ref json, octets, file, given, problems);
        }
        catch (JsonException e)
        {
            problems.Add(new(file, (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1, "is not JSON from here on: look for a missing comma, quote or bracket just before"));
        }
        return given;
    }

    private static void Read(ref Utf8JsonReader json, byte[] octets, string file, List<GivenSetting> given, List<Problem> problems)
    {
        // One name for each level; a list counts.
        var names = new Stack<(string Name, int? Index)>();
        var (line, column) = (1, 1);
        while (json.Read())
        {
            if (names.Count == 0 && json is { CurrentDepth: 0, TokenType: not (JsonTokenType.StartObject or JsonTokenType.EndObject) })
            {
                problems.Add(new(file, 1, 1, "should be an object: { \"BaseUrl\": \"https://…\" }"));
                return;
            }
            switch (json.TokenType)
            {
                case JsonTokenType.PropertyName:
                    names.Push((json.GetString()!, null));
                    (line, column) = Place(octets, json.TokenStartIndex);
                    continue;
                case JsonTokenType.StartArray:
                    names.Push(("", 0));
                    continue;
                case JsonTokenType.StartObject:
                    continue;
                case JsonTokenType.EndArray:
                    names.Pop();
                    break;
                case JsonTokenType.EndObject or JsonTokenType.Null:
                    break;
                default:
                    var value = json.TokenType == JsonTokenType.String ? json.GetString()! : Encoding.UTF8.GetString(json.ValueSpan);
                    given.Add(new(string.Join(':', names.Reverse().Select(n => n.Index is { } i ? FormattableString.Invariant($"{i}") : n.Name)), value, file, line, column));
                    break;
            }
            // The value is over.
            if (names.TryPop(out var last) && last.Index is { } index) names.Push(("", index + 1));
        }
    }

    private static (int Line, int Column) Place(ReadOnlySpan<byte> octets, long index)
    {
        var before = octets[..(int)index];
        var start = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[start..]) + 1);
    }
}
