namespace ContentPlanner.Tests;

/// <summary>
/// Whole texts that a person has read and found right. A test that gives another text fails and leaves it beside the
/// accepted one as <c>.received</c>; <c>ACCEPT_GOLDEN=1</c> accepts what is received.
/// </summary>
internal static class Golden
{
    /// <param name="file">Path within this project, beside its test: <c>Launches/the-book.txt</c>.</param>
    public static void Matches(string file, string text)
    {
        var accepted = Sources.Folder($"tests/ContentPlanner.Tests/{file}");
        var received = accepted + ".received";
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1") File.WriteAllText(accepted, text);
        var expected = File.Exists(accepted) ? File.ReadAllText(accepted) : "";
        if (expected == text) File.Delete(received);
        else File.WriteAllText(received, text);
        Assert.Equal(expected.Split('\n'), text.Split('\n'));
    }
}
