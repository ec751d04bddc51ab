using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Plans;

/// <summary>Where things come from: the keys of a source, and what an import leaves on what it brought.</summary>
internal static class SourceKeys
{
    public static readonly Noun<Origin> Origin = new Noun<Origin>("origin", "Where it was imported from; written by an import, so that the next one finds it again.", new("", "")) { Compact = true }
        .Must("from", Words.Title, "Through which kind of import: csv, calendar or feed.", o => o.From, (o, v) => o with { From = v })
        .Must("id", Words.Title, "What it is called over there.", o => o.Id, (o, v) => o with { Id = v })
        .May("seen", Words.Text, "What it said last time, as fingerprints.", o => o.Seen, (o, v) => o with { Seen = v })
        .May("source", Words.Id, "The id of the source that looks there again and again.", o => o.Source, (o, v) => o with { Source = v });

    public static readonly Noun<ImportSource> Source = new Noun<ImportSource>("source", "A blog or calendar that is looked at again and again for what is new there.", new() { Key = "", Name = "", Address = "" }) { Compact = true }
        .Named(PlanKinds.Source)
        .Must("name", Words.Title, "What people call it.", s => s.Name, (s, v) => s with { Name = v })
        .Must("address", Words.Url, "Where it is: the blog or its feed, the calendar's .ics.", s => s.Address, (s, v) => s with { Address = v })
        .May("kind", Words.Choice<Inlet>(), "blog (if not said) or calendar.", s => s.Kind, (s, v) => s with { Kind = v })
        .May("as", Words.Choice<Intake>(), "What is made of it: pieces (if not said), notes, holidays or blackouts.", s => s.As, (s, v) => s with { As = v })
        .May("format", Words.Format, "What its pieces are; blog-post if not said, or what the entry says.", s => s.Format, (s, v) => s with { Format = v })
        .May("channel", Words.Reference(LibraryKinds.Channel), "Where its pieces are first out; blog if not said.", s => s.Channel, (s, v) => s with { Channel = v })
        .May("owner", Words.Reference(PlanKinds.Member), "Who owns its pieces.", s => s.Owner, (s, v) => s with { Owner = v })
        .May("pillar", Words.Reference(PlanKinds.Pillar), "The pillar its pieces belong to.", s => s.Pillar, (s, v) => s with { Pillar = v })
        .May("paused", Words.Flag, "Not looked at for the time being.", s => s.Paused, (s, v) => s with { Paused = v })
        .Kept();
}
