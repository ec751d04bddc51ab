namespace ContentPlanner.Formats.Imports;

/// <summary>What a file may ask of this machine: well above what people bring, well below what would exhaust it.</summary>
public static class ImportLimits
{
    /// <summary>Octets of a file or an answer.</summary>
    public const int Bytes = 20 * 1024 * 1024;

    /// <summary>Rows of a table.</summary>
    public const int Rows = 100_000;

    public const int Columns = 300;

    /// <summary>Characters of one value: a text, not a file within a file.</summary>
    public const int Value = 500_000;

    /// <summary>Events of a calendar.</summary>
    public const int Events = 20_000;

    /// <summary>Lines of one event; one with more is no event.</summary>
    public const int EventLines = 2_000;

    /// <summary>Days that the repeating events of one calendar give, all together.</summary>
    public const int Occurrences = 20_000;

    /// <summary>Entries of a feed.</summary>
    public const int Entries = 20_000;

    /// <summary>Elements inside each other, in a feed and in a text.</summary>
    public const int Depth = 100;

    /// <summary>Titles and names are cut here.</summary>
    public const int Title = 500;
}
