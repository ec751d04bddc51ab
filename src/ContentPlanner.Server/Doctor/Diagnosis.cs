namespace ContentPlanner.Server.Doctor;

public enum Soundness { Good, Warning, Bad }

/// <summary>What was found out about one part of the installation.</summary>
/// <param name="About">The part, in one or two words: <c>disk</c>, <c>mail server</c>.</param>
/// <param name="Words">How it stands.</param>
/// <param name="Advice">What to do; null where nothing has to be done.</param>
public sealed record Diagnosis(string About, Soundness Soundness, string Words, string? Advice = null)
{
    public static Diagnosis Good(string about, string words) => new(about, Soundness.Good, words);

    public static Diagnosis Warning(string about, string words, string advice) => new(about, Soundness.Warning, words, advice);

    public static Diagnosis Bad(string about, string words, string advice) => new(about, Soundness.Bad, words, advice);
}
