using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Plans;

/// <summary>The keys of a cadence: a recurring place in the editorial calendar.</summary>
internal static class CadenceKeys
{
    public static readonly Noun<Cadence> Cadence = new Noun<Cadence>("cadence", "A recurring place in the editorial calendar that wants a piece; one nobody filled is a gap.",
        new() { Key = "", Title = "", Channel = "", Series = new() { Start = default, Rule = new() { Frequency = Frequency.Daily } } })
        .Named(PlanKinds.Cadence)
        .Must("title", Words.Title, "What the calendar shows for an empty slot.", c => c.Title, (c, v) => c with { Title = v })
        .Must("channel", Words.Reference(LibraryKinds.Channel), "Where its pieces go out.", c => c.Channel, (c, v) => c with { Channel = v })
        .May("format", Words.Format, "The format a piece must have to fill it; any if not said.", c => c.Format, (c, v) => c with { Format = v })
        .May("pillar", Words.Reference(PlanKinds.Pillar), "The pillar its pieces belong to.", c => c.Pillar, (c, v) => c with { Pillar = v })
        .May("owner", Words.Reference(PlanKinds.Member), "Who sees to it that it is filled.", c => c.Owner, (c, v) => c with { Owner = v })
        .With(SeriesKeys.Series, c => c.Series, (c, series) => c with { Series = series })
        .May("continues", Words.Reference(PlanKinds.Cadence), "The cadence this one carries on from its first day.", c => c.Continues, (c, v) => c with { Continues = v })
        .May("evergreen", Words.Flag, "Whether an evergreen piece may fill an empty slot; true if not said.", c => c.Evergreen, (c, v) => c with { Evergreen = v })
        .Kept();
}
