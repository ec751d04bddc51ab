using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Jobs;

/// <summary>How moments and spans are said on the administration's pages and the command line.</summary>
internal static class Words
{
    private static readonly InstantPattern Minutes = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm 'UTC'");

    public static string Moment(Instant at) => Minutes.Format(at);

    /// <summary>The span in the largest unit that tells something: <c>0.3 s</c>, <c>12 s</c>, <c>4 min 10 s</c>.</summary>
    public static string Span(Duration span) =>
        span < Duration.FromSeconds(10) ? FormattableString.Invariant($"{span.TotalSeconds:0.0} s")
        : span < Duration.FromMinutes(1) ? FormattableString.Invariant($"{span.TotalSeconds:0} s")
        : FormattableString.Invariant($"{(int)span.TotalMinutes} min {span.Seconds} s");
}
