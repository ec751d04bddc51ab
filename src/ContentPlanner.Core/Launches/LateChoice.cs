namespace ContentPlanner.Core.Launches;

/// <summary>What to do with what would land in the past: asked, never silent (domain.md 4.2).</summary>
public enum LateChoice
{
    /// <summary>It stands late, for somebody to catch up with.</summary>
    Keep,

    /// <summary>It is put on today, or on the next working day.</summary>
    Clamp,

    /// <summary>The days that are left are shared out anew.</summary>
    Compress,

    /// <summary>It is decided against.</summary>
    Skip,
}
