namespace ContentPlanner.Formats.Imports;

/// <summary>Keys for what people name only by a title.</summary>
public static class ImportKeys
{
    /// <summary>A key made from a name that none of the others has.</summary>
    public static string Of(string name, IEnumerable<string> others) => Matching.Key(name, "source", new TakenKeys(others));
}
