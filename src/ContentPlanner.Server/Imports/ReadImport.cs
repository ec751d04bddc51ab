using System.Globalization;
using System.Security.Cryptography;
using ContentPlanner.Core;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Imports;
using ContentPlanner.Formats.Items;
using ContentPlanner.Formats.Plans;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Imports;

/// <summary>A file as it was read, and what it would do to a plan.</summary>
/// <param name="Table">With its columns; null: it is no table.</param>
/// <param name="Map">What the columns mean.</param>
/// <param name="As">What is made of it; null for a whole plan.</param>
public sealed record ReadImport(ImportKind Kind, string Encoding, CsvTable? Table, ColumnMap? Map, Intake? As, ImportPreview Preview)
{
    /// <summary>Reads a file against a plan: the same computation whether it is shown or applied.</summary>
    /// <param name="address">Where it was fetched; null: a file.</param>
    /// <param name="source">The source that looks there again and again; null: somebody brought it.</param>
    public static ReadImport Of(string name, byte[] content, string? address, ImportChoices choices, WorkspaceSnapshot now, Library library, LocalDate today, Guid? source = null)
    {
        if (content.Length > ImportLimits.Bytes)
            return new(ImportKind.Table, "", null, null, choices.As, Broken(name, now.Workspace, string.Create(CultureInfo.InvariantCulture, $"the file is larger than {ImportLimits.Bytes / 1_048_576} MB: import it in parts")));
        if (FileText.Objection(content) is { } objection) return new(ImportKind.Table, "", null, null, choices.As, Broken(name, now.Workspace, objection));
        var text = FileText.Decode(content, out var encoding);
        var kind = ImportKinds.Of(name, text);
        if (kind == ImportKind.WebPage) return new(kind, encoding, null, null, choices.As, Broken(name, now.Workspace, "this is a web page, not a feed: give the address of the blog, and its feed is looked for there"));
        if (kind == ImportKind.Plan) return new(kind, encoding, null, null, null, Plan(name, text, now, library, today));

        var workspace = now.Workspace;
        CsvTable? table = null;
        ColumnMap? map = null;
        ImportReading reading;
        ValueList<string> mistakes = [];
        if (kind == ImportKind.Table)
        {
            table = CsvTable.Read(name, text);
            map = ColumnMap.Propose(table).With(table, (choices.Map ?? new Dictionary<string, ImportField>()).Select(m => (m.Key, m.Value)), out mistakes);
            var usual = Locale.For(workspace.Locale).ShortPattern.StartsWith('M') ? DayOrder.MonthFirst : DayOrder.DayFirst;
            reading = CsvReading.Read(table, new(map, choices.Dates), workspace.Zone, today, usual);
        }
        else if (kind == ImportKind.Calendar) reading = CalendarReading.Read(name, text, workspace.Zone, today);
        else reading = FeedReading.Read(name, text, address is null ? null : new Uri(address), workspace.Zone, today);

        if (mistakes.Count > 0) reading = reading with { Problems = [.. mistakes.Select(m => new Problem(name, 0, 0, m)), .. reading.Problems] };
        var wishes = Wishes(choices, reading, library, source);
        return new(kind, encoding, table, map, wishes.As, Importing.Preview(name, workspace, library, reading, wishes, today));
    }

    private static ImportWishes Wishes(ImportChoices choices, ImportReading reading, Library library, Guid? source) => new()
    {
        As = choices.As ?? (reading.From == CalendarReading.From && LooksLikeHolidays(reading.Name) ? Intake.Holidays : Intake.Pieces),
        AddUnknown = choices.AddUnknown,
        Format = choices.Format,
        // A blog's posts are first out on the blog.
        Channel = choices.Channel ?? (reading.From == FeedReading.From && library.Channel("blog") is not null ? "blog" : null),
        Owner = choices.Owner,
        Pillar = choices.Pillar,
        Source = source,
    };

    private static bool LooksLikeHolidays(string? name) => name is not null
        && Array.Exists(["holiday", "feiertag", "férié", "festivo", "feestdag"], word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>A whole plan in place of this one: each item that would be another.</summary>
    private static ImportPreview Plan(string name, string text, WorkspaceSnapshot now, Library library, LocalDate today)
    {
        var read = PlanFile.Read(name, text, _ => null, library, today);
        if (read.Value is not { } plan) return new(name, 0, [], read.Problems, null, now.Workspace, "");
        return Replacing(name, plan with { Key = now.Workspace.Key }, read.Problems, now);
    }

    /// <summary>A plan in place of another one.</summary>
    public static ImportPreview Replacing(string name, Workspace plan, ValueList<Problem> problems, WorkspaceSnapshot now)
    {
        var after = Replacement.Of(now.Workspace, Replacement.Storable(plan));
        var rows = Difference.Between(now.Workspace, after, now.Positions, Guid.CreateVersion7).Select(Row).ToValueList();
        var hash = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(PlanFile.Write(after))));
        return new(name, rows.Count, rows, problems, null, after, hash);
    }

    private static ImportRow Row(ItemChange change)
    {
        var (outcome, why) = (change.Before, change.After) switch
        {
            (null, _) => (ImportOutcome.New, (string?)null),
            (_, null) => (ImportOutcome.Gone, "it is not in this plan: it is taken away"),
            _ => (ImportOutcome.Changed, null),
        };
        return new(outcome, 0, 0, $"{change.Kind} {change.Key}", change.Key, outcome == ImportOutcome.Gone ? [new("item", change.Key, "taken away")] : [], why);
    }

    private static ImportPreview Broken(string name, Workspace now, string words) => new(name, 0, [], [new(name, 0, 0, words)], null, now, "");
}
