namespace ContentPlanner.Core.Pieces;

public enum BodyFormat { Markdown, Html }

/// <summary>The text of a piece as its author wrote it.</summary>
public sealed record Body(BodyFormat Format, string Text);
