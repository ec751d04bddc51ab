using System.Text.Json;
using ContentPlanner.Formats.Items;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Workspaces;

/// <summary>An item with its place as JSON: what the change log keeps, so that a change can be undone and followed.</summary>
internal static class ChangeLog
{
    public static string Write(StoredItem item)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id", item.Id);
            json.WriteString("kind", item.Kind);
            json.WriteString("key", item.Key);
            if (item.Parent is { } parent) json.WriteString("parent", parent);
            json.WriteNumber("position", item.Position);
            if (item.Sequence is { } sequence) json.WriteNumber("sequence", sequence);
            if (item.Changed is { } changed) json.WriteString("changed", InstantPattern.ExtendedIso.Format(changed));
            if (item.Group is { } group) json.WriteString("group", group);
            json.WriteString("body", item.Body);
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    public static StoredItem Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        var item = document.RootElement;
        return new(
            item.GetProperty("id").GetGuid(),
            item.GetProperty("kind").GetString()!,
            item.GetProperty("key").GetString()!,
            item.TryGetProperty("parent", out var parent) ? parent.GetGuid() : null,
            item.GetProperty("position").GetInt64(),
            item.TryGetProperty("sequence", out var sequence) ? sequence.GetInt32() : null,
            item.TryGetProperty("changed", out var changed) ? InstantPattern.ExtendedIso.Parse(changed.GetString()!).Value : (Instant?)null,
            item.TryGetProperty("group", out var group) ? group.GetString() : null,
            item.GetProperty("body").GetString()!);
    }

    /// <summary>"the project “Finish the manuscript”": what was changed, as people call it; by its key, where it has no title or name, or where what became of it is not kept any more.</summary>
    public static string Said(this ChangeRow row) => $"the {row.KindSaid()} “{row.NameSaid()}”";

    public static string KindSaid(this ChangeRow row) => row.Kind == "workspace" ? "client" : row.Kind.Replace('-', ' ');

    public static string NameSaid(this ChangeRow row)
    {
        if ((row.After ?? row.Before) is not { } text) return row.Key;
        using var body = JsonDocument.Parse(Read(text).Body);
        return Text("title") ?? Text("name") ?? row.Key;

        string? Text(string field) => body.RootElement.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    public static ItemChange Change(this ChangeRow row) => new(
        row.ItemId, row.Kind, row.Key, row.Before is null ? null : Read(row.Before), row.After is null ? null : Read(row.After));
}
