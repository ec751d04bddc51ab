using System.Globalization;
using NodaTime;

namespace ContentPlanner.Formats.Feeds;

/// <summary>What was written: for the log, and for the people whose feed it is.</summary>
/// <param name="Entries">Entries of the timeline shown; a recurring one counts once.</param>
/// <param name="Octets">Size of the feed.</param>
/// <param name="Cut">What was left out to keep it small enough.</param>
public sealed record FeedReport(int Entries, long Octets, FeedCut Cut);

/// <summary>
/// What was left out so that a feed stays below its size cap, in this order: descriptions down to 500 characters, then
/// all of them, then the past from its oldest week on, then the future from its furthest week on.
/// </summary>
/// <param name="DescriptionLimit">Characters; null: as long as they are.</param>
/// <param name="From">The first day still shown; null: all of the past asked for.</param>
/// <param name="To">The last day still shown; null: all of the future asked for.</param>
/// <param name="StillTooLarge">Even a single week is over the cap; it was written nevertheless.</param>
public sealed record FeedCut(int? DescriptionLimit = null, LocalDate? From = null, LocalDate? To = null, bool StillTooLarge = false)
{
    public const int ShortDescription = 500;

    public static FeedCut None { get; } = new();

    public bool IsCut => this != None;

    /// <summary>As a sentence or two for people, also in the feed itself; empty when nothing was cut.</summary>
    public string Words
    {
        get
        {
            if (!IsCut) return "";
            var descriptions = DescriptionLimit switch
            {
                null => null,
                0 => "Descriptions are left out",
                { } limit => string.Create(CultureInfo.InvariantCulture, $"Descriptions are shortened to {limit} characters"),
            };
            var days = (From, To) switch
            {
                ({ } from, { } to) => $"only {Day(from)} to {Day(to)} is shown",
                ({ } from, null) => $"nothing before {Day(from)} is shown",
                (null, { } to) => $"nothing after {Day(to)} is shown",
                _ => null,
            };
            return string.Join("; ", new[] { descriptions, days }.OfType<string>()) + ", to keep this calendar small enough for every calendar program.";
        }
    }

    private static string Day(LocalDate day) => day.ToString("d MMMM uuuu", CultureInfo.InvariantCulture);
}
