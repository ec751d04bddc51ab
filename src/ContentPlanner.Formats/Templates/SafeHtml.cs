namespace ContentPlanner.Formats.Templates;

/// <summary>HTML that our own code made and vouches for; the only value a .html template writes as it is.</summary>
public sealed record SafeHtml(string Html)
{
    public override string ToString() => Html;
}
