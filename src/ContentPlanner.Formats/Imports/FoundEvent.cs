using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Formats.Imports;

/// <summary>One VEVENT: its properties, and where it begins.</summary>
internal sealed record FoundEvent(int Line, IReadOnlyList<ContentLine> Lines)
{
    private static readonly PeriodPattern Durations = PeriodPattern.Roundtrip;

    public ContentLine? this[string name] => Lines.FirstOrDefault(l => l.Name == name);

    public IEnumerable<ContentLine> All(string name) => Lines.Where(l => l.Name == name);

    public string Title => this["SUMMARY"] is { } summary ? string.Join(' ', BodyText.Plain(summary.Text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : "";

    public string? Uid => this["UID"]?.Text.Trim() is { Length: > 0 and <= 400 } uid ? uid : null;

    public int Sequence => int.TryParse(this["SEQUENCE"]?.Value, out var sequence) ? sequence : 0;

    public bool IsCancelled => this["STATUS"]?.Value.Trim().Equals("CANCELLED", StringComparison.OrdinalIgnoreCase) == true;

    public bool IsMarkedAllDay => this["X-MICROSOFT-CDO-ALLDAYEVENT"]?.Value.Trim().Equals("TRUE", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>P1D, PT1H30M, P2W; null: none, or none that can be read.</summary>
    public Period? Duration
    {
        get
        {
            if (this["DURATION"]?.Value.Trim() is not { Length: > 1 and < 40 } text || Durations.Parse(text.TrimStart('+')) is not { Success: true, Value: var period }) return null;
            return period.Years != 0 || period.Months != 0 || Math.Abs(period.Days) > 1_000 || Math.Abs(period.Weeks) > 150 || Math.Abs(period.Hours) > 20_000 || Math.Abs(period.Minutes) > 1_000_000 || Math.Abs(period.Seconds) > 50_000_000 ? null : period;
        }
    }
}
