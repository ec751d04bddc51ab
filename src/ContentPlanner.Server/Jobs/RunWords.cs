namespace ContentPlanner.Server.Jobs;

/// <summary>A run in words.</summary>
internal static class RunWords
{
    public static string Outcome(this JobRunRow run) => run.Outcome switch
    {
        JobOutcome.Running => "running",
        JobOutcome.Succeeded => "succeeded",
        JobOutcome.Failed => "failed",
        JobOutcome.TimedOut => "ran out of time",
        _ => "stopped",
    };

    /// <summary>"sent 12, skipped 1"; null: nothing was counted.</summary>
    public static string? Counts(this JobRunRow run) =>
        JobReport.ReadCounts(run.Counts) is { Count: > 0 } counts ? string.Join(", ", counts.Select(c => FormattableString.Invariant($"{c.Word} {c.Count}"))) : null;

    /// <summary>What it did and said; "nothing to do" when it was neither.</summary>
    public static string Told(this JobRunRow run) =>
        string.Join("; ", new[] { run.Counts(), run.Message }.OfType<string>()) is { Length: > 0 } told ? told
        : run.Outcome == JobOutcome.Succeeded ? "nothing to do" : "";

    public static string? Lasted(this JobRunRow run) => run.EndedAt is { } end ? Words.Span(end - run.StartedAt) : null;
}
