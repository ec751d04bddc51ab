using System.Security.Cryptography;
using System.Text;
using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Formats.Imports;

/// <summary>
/// Brings what was read into a plan: as a value, so that what is shown before and what is done after is the same computation.
/// Doing it twice changes nothing more.
/// </summary>
public static class Importing
{
    /// <param name="file">As the person named it.</param>
    public static ImportPreview Preview(string file, Workspace now, Library library, ImportReading reading, ImportWishes wishes, LocalDate today)
    {
        var losses = new Losses(file);
        var rows = reading.LeftOut.Select(l => new ImportRow(ImportOutcome.LeftOut, l.Line, l.Column, l.Title, null, [], l.Why)).ToList();
        var items = Named(reading.Items, rows, out var many);
        var after = wishes.As == Intake.Pieces
            ? Pieces(now, library, reading, items, many, wishes, losses, rows, today)
            : Days(now, reading, items, wishes, losses, rows, today);
        ValueList<ImportRow> ordered = [.. rows.OrderBy(r => r.Outcome == ImportOutcome.Gone).ThenBy(r => r.Line).ThenBy(r => r.Column)];
        ValueList<Problem> problems = [.. reading.Problems.Concat(losses.Problems()).Select(Plain).OrderBy(p => p.Severity).ThenBy(p => p.Line).ThenBy(p => p.Column)];
        return new(file, reading.Count, ordered, problems, reading.Question, after, Hash(ordered, problems, reading, after));
    }

    private static Workspace Pieces(Workspace now, Library library, ImportReading reading, List<Incoming> items, HashSet<string> many, ImportWishes wishes, Losses losses, List<ImportRow> rows, LocalDate today)
    {
        var words = new KnownWords(now, library, wishes.AddUnknown, losses);
        var intake = new PieceIntake(now, reading with { Items = items.ToValueList() }, wishes, words, losses, today);
        foreach (var item in items) rows.Add(intake.Take(item, many.Contains(Matching.Plain(item.Title))));
        rows.AddRange(intake.Gone(today));
        return now with { Pieces = intake.Pieces, Members = [.. now.Members, .. words.NewMembers], Pillars = [.. now.Pillars, .. words.NewPillars] };
    }

    private static Workspace Days(Workspace now, ImportReading reading, List<Incoming> items, ImportWishes wishes, Losses losses, List<ImportRow> rows, LocalDate today)
    {
        var intake = new DayIntake(now, reading, wishes, losses);
        foreach (var item in items) rows.Add(intake.Take(item));
        rows.AddRange(intake.Gone(today));
        return intake.Into(now);
    }

    /// <summary>Each with an id of its own: two of one title are told apart by day, two of one id are one too many.</summary>
    private static List<Incoming> Named(ValueList<Incoming> items, List<ImportRow> rows, out HashSet<string> many)
    {
        many = items.GroupBy(i => Matching.Plain(i.Title), StringComparer.Ordinal).Where(g => g.Skip(1).Any()).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var named = new List<Incoming>(items.Count);
        foreach (var item in items)
        {
            var one = item;
            if (item.IsNamedByTitle && many.Contains(Matching.Plain(item.Title)))
            {
                var day = item.Moment?.Date ?? item.From;
                var id = day is { } d ? $"{item.Id}@{Yaml.DayWords.Print(d)}" : item.Id;
                if (lines.ContainsKey(id))
                {
                    var n = numbers[id] = numbers.GetValueOrDefault(id, 1) + 1;
                    id = FormattableString.Invariant($"{item.Id}@{(day is { } at ? Yaml.DayWords.Print(at) : "")}#{n}");
                }
                one = item with { Id = id };
            }
            if (lines.TryGetValue(one.Id, out var first))
            {
                rows.Add(new(ImportOutcome.LeftOut, item.Line, item.Column, item.Title, null, [], FormattableString.Invariant($"it is the same as the one in line {first}: both are “{Losses.Brief(Called(one.Id))}” over there")));
                continue;
            }
            lines.Add(one.Id, item.Line);
            named.Add(one);
        }
        return named;
    }

    /// <summary>A message stands on one line, and what a file holds cannot steer the terminal it is shown on.</summary>
    private static Problem Plain(Problem problem) =>
        problem.Message.Any(char.IsControl) ? problem with { Message = string.Concat(problem.Message.Select(c => char.IsControl(c) ? ' ' : c)) } : problem;

    /// <summary>Without what this program puts before it.</summary>
    private static string Called(string id) => Array.Find(["id:", "url:", "title:"], p => id.StartsWith(p, StringComparison.Ordinal)) is { } prefix ? id[prefix.Length..] : id;

    /// <summary>SHA-256 over everything shown, and over what would be written.</summary>
    private static string Hash(ValueList<ImportRow> rows, ValueList<Problem> problems, ImportReading reading, Workspace after)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(params ReadOnlySpan<string?> parts)
        {
            foreach (var part in parts)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(part ?? "-"));
                hash.AppendData("\u001F"u8);
            }
            hash.AppendData("\n"u8);
        }

        foreach (var row in rows)
        {
            Add(row.Outcome.ToString(), row.Key, row.Title, row.Why);
            foreach (var change in row.Changes) Add(change.Field, change.Was, change.Becomes);
        }
        foreach (var problem in problems) Add(problem.ToString());
        Add(reading.Question?.Words);
        var touched = rows.Select(r => r.Key).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var piece in after.Pieces)
            if (touched.Contains(piece.Key)) Add(piece.Key, piece.Origin?.Seen);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
