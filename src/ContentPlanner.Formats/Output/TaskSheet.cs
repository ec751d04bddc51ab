using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Drafts;
using NodaTime.Text;

namespace ContentPlanner.Formats.Output;

/// <summary>
/// A content task as a file: what it is in a YAML front matter, then the draft and nothing else, so that everything below
/// the second line of hyphens can be pasted.
/// </summary>
internal static class TaskSheet
{
    /// <summary><c>tasks/2026-11-26-five-steps-series-linkedin-1-2.md</c>: in the order of their days.</summary>
    public static string PathOf(ContentTask task) =>
        $"tasks/{LocalDatePattern.Iso.Format(task.Due)}-{task.Key.ToString().Replace('/', '-')}.md";

    public static string Write(ContentTask task, Draft draft, Workspace workspace, Library library)
    {
        var text = new StringBuilder("---\n");
        void Line(string key, string? value)
        {
            if (!string.IsNullOrEmpty(value)) text.Append(key).Append(": ").Append(value).Append('\n');
        }

        Line("task", Quoted(task.Key.ToString()));
        Line("title", Quoted(task.Title));
        Line("due", LocalDatePattern.Iso.Format(task.Due));
        Line("status", JsonNamingPolicy.KebabCaseLower.ConvertName(task.Status.ToString()));
        Line("owner", Quoted(workspace.Members.FirstOrDefault(m => m.Key == task.Owner)?.Name ?? task.Role));
        Line("channel", Quoted(workspace.Channels.FirstOrDefault(c => c.Key == task.Channel)?.Name ?? library.Channel(task.Channel)?.Name ?? task.Channel));
        Line("effort", string.Create(CultureInfo.InvariantCulture, $"{task.EffortMinutes}m"));
        if (task.Part is { } part) Line("part", string.Create(CultureInfo.InvariantCulture, $"{part} of {task.Parts}"));
        Line("why", Quoted(task.Reason));
        Line("what-to-do", Quoted(task.Instruction));
        Line("note", Quoted(task.Decision?.Note));
        Line("length", LengthOf(draft));
        Line("before-it-goes-out", Quoted(draft.Remark));
        Line("made-with", Quoted($"{task.Recipe}, {task.Template}"));
        Line("source", Quoted(draft.Fingerprint));
        return text.Append("---\n\n").Append(draft.Text).ToString();
    }

    private static string? LengthOf(Draft draft) => draft.Parts.Count == 0 ? null
        : string.Join(", ", draft.Parts.Select(p => p.Length.ToString(CultureInfo.InvariantCulture))) + (draft.Limit is { } limit ? string.Create(CultureInfo.InvariantCulture, $" of {limit}") : "");

    /// <summary>A JSON string is a YAML string.</summary>
    private static string? Quoted(string? text) => string.IsNullOrEmpty(text) ? null : $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";
}
