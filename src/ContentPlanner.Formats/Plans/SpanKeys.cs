using ContentPlanner.Formats.Yaml;
using NodaTime;

namespace ContentPlanner.Formats.Plans;

/// <summary>Whole days, both ends included.</summary>
internal sealed record DaySpan(LocalDate From, LocalDate To);

/// <summary>A day (<c>on</c>) or a span of days (<c>from</c>, <c>to</c>).</summary>
internal static class SpanKeys
{
    public static readonly Noun<DaySpan> Days = new Noun<DaySpan>("span", "A day or several.", new(default, default))
        .May("on", DayWords.Day, "The day. Either this, or from and to.", s => s.From == s.To ? s.From : null, (s, v) => new(v, v))
        .May("from", DayWords.Day, "The first day.", s => s.From == s.To ? null : s.From, (s, v) => s with { From = v })
        .May("to", DayWords.Day, "The last day.", s => s.From == s.To ? null : s.To, (s, v) => s with { To = v })
        .Check((span, place) =>
        {
            var (on, from, to) = (place.Given("on"), place.Given("from"), place.Given("to"));
            if (on && (from || to)) place.Wrong("on", "either 'on' for a single day, or 'from' and 'to'");
            else if (!on && !(from && to)) place.Wrong("this needs its days: 'on', or 'from' and 'to'");
            else if (place.Has("from") && place.Has("to") && span.To < span.From) place.Wrong("to", $"this ends before it starts on {DayWords.Print(span.From)}");
        });
}
