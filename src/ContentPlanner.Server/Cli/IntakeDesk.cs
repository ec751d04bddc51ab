using ContentPlanner.Core;
using ContentPlanner.Formats.Imports;
using ContentPlanner.Server.Imports;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Cli;

/// <summary>Tables, calendars and feeds at the command line: shown, and taken in.</summary>
internal static class IntakeDesk
{
    private const int MostShown = 200;

    /// <param name="Name">A file, or an address.</param>
    public sealed record Wanted(
        string Name, string? Into, string? As, bool Preview, IReadOnlyList<string> Map, string? Dates, bool AddUnknown, string? Format, string? Channel, string? Owner, string? Pillar);

    /// <summary>A plan by its ending; what an address leads to never is.</summary>
    public static bool IsPlan(string name) => !IsAddress(name) && (name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || Directory.Exists(name));

    public static async Task<int> RunAsync(Desk desk, Wanted wanted, CancellationToken stop)
    {
        if (Choices(wanted, out var choices) is { } wrong) return desk.Refuse(wrong);
        if (await desk.WorkspaceAsync(wanted.Into, stop) is not { } workspace) return CommandLine.ProblemsFound;
        var imports = desk.Get<Imports.Imports>();
        var actor = Actor.CommandLine with { Door = "import" };
        StoredImport kept;
        if (IsAddress(wanted.Name))
        {
            var (fetched, refusal) = await imports.FetchAsync(workspace.Id, wanted.Name, choices, actor, stop);
            if (fetched is null) return desk.Refuse($"Not imported: {wanted.Name}: {refusal}.");
            kept = fetched;
        }
        else
        {
            if (ReadFile(wanted.Name, out var content) is { } unread) return desk.Refuse(unread);
            kept = await imports.KeepAsync(workspace.Id, wanted.Name, content, null, choices, actor, stop);
        }
        // As the person named it: editors jump to what a message begins with.
        var read = imports.Read(kept, choices, workspace, wanted.Name);
        var preview = read.Preview;
        desk.Terminal.Show([.. preview.Problems, .. preview.Rows.Where(r => r.Outcome == ImportOutcome.LeftOut).Select(r => new Problem(wanted.Name, r.Line, r.Column, $"{(r.Title.Length > 0 ? $"“{r.Title}” is" : "this is")} left out: {r.Why}", Severity.Warning))]);
        if (preview.Question is { } question)
            return desk.Refuse($"{question.Words.Capital()} ({string.Join(", ", question.Examples)}): --dates day-first or --dates month-first.");
        if (preview.IsBroken) return desk.Refuse("Nothing was imported.");
        Show(desk.Terminal, preview, workspace.Workspace.Name, all: wanted.Preview);
        if (wanted.Preview)
        {
            await desk.Terminal.Output.WriteLineAsync("Nothing was imported; without --preview it is.");
            return CommandLine.Done;
        }
        var hash = imports.Read(kept, choices, workspace).Preview.Hash;
        switch (await imports.ApplyAsync(workspace.Id, kept.Id, hash, actor, stop))
        {
            case ImportApplication.Done { Change.ChangeSet: { } set }:
                await desk.Terminal.Output.WriteLineAsync($"  Take it back:  undo {set} --workspace {workspace.Workspace.Key}");
                return CommandLine.Done;
            case ImportApplication.Done:
                return CommandLine.Done;
            case ImportApplication.Stale stale: return desk.Refuse($"Not imported: {stale.Why}.");
            case ImportApplication.Refused refused: return desk.Refuse($"Not imported: {refused.Why}.");
            default: return desk.Refuse("Not imported: the client was deleted in the meantime.");
        }
    }

    /// <param name="all">Row by row, not only the counts.</param>
    public static void Show(Terminal terminal, ImportPreview preview, string into, bool all)
    {
        terminal.Output.WriteLine($"{preview.File} → {into}: {preview.Words}");
        if (!all) return;
        foreach (var row in preview.Rows.Where(r => r.Outcome is not (ImportOutcome.Unchanged or ImportOutcome.LeftOut)).Take(MostShown))
        {
            terminal.Output.WriteLine($"  {Word(row.Outcome),-8} {row.Title}{(row.Why is null ? "" : $" · {row.Why}")}");
            foreach (var change in row.Changes.Where(_ => row.Outcome == ImportOutcome.Changed)) terminal.Output.WriteLine($"             {change.Field}: {change.Was ?? "nothing"} → {change.Becomes}");
        }
        if (preview.Rows.Count(r => r.Outcome is not (ImportOutcome.Unchanged or ImportOutcome.LeftOut)) - MostShown is > 0 and var more) terminal.Output.WriteLine(FormattableString.Invariant($"  and {more} more"));
    }

    private static string Word(ImportOutcome outcome) => outcome switch { ImportOutcome.New => "new", ImportOutcome.Changed => "changed", _ => "gone" };

    private static bool IsAddress(string name) =>
        name.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || name.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || name.StartsWith("webcal://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null, or why not.</summary>
    private static string? ReadFile(string path, out byte[] content)
    {
        content = [];
        try
        {
            if (!File.Exists(path)) return $"{path}: there is no such file.";
            if (new FileInfo(path).Length > ImportLimits.Bytes) return FormattableString.Invariant($"{path}: is larger than {ImportLimits.Bytes / 1_048_576} MB; import it in parts.");
            content = File.ReadAllBytes(path);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{path}: cannot be read: {e.Message}";
        }
    }

    private static string? Choices(Wanted wanted, out ImportChoices choices)
    {
        choices = new();
        if (!Chosen.Intake(wanted.As, out var intake)) return $"'{wanted.As}' is nothing that comes of a table, calendar or feed: pieces, notes, holidays or blackouts.";
        if (!Chosen.Order(wanted.Dates, out var order)) return $"'{wanted.Dates}' is no order of days: day-first or month-first.";
        var map = new Dictionary<string, ImportField>(StringComparer.OrdinalIgnoreCase);
        foreach (var said in wanted.Map)
        {
            var at = said.LastIndexOf('=');
            if (at <= 0) return $"'{said}' does not say what a column means: write it as in 'Card Name=title'.";
            if (ImportFields.OfWord(said[(at + 1)..].Trim()) is not { } field) return $"'{said[(at + 1)..]}' is nothing a column can mean: {string.Join(", ", ImportFields.All.Select(ImportFields.Word))}.";
            map[said[..at].Trim()] = field;
        }
        choices = new() { As = intake, Dates = order, Map = map, AddUnknown = wanted.AddUnknown, Format = Api.Given(wanted.Format), Channel = Api.Given(wanted.Channel), Owner = Api.Given(wanted.Owner), Pillar = Api.Given(wanted.Pillar) };
        return null;
    }
}
