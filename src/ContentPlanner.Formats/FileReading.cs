using ContentPlanner.Core;

namespace ContentPlanner.Formats;

/// <summary>
/// What came of reading a file that a person wrote: its value, and every problem found. The value is null when there is
/// an error among the problems; warnings leave it usable.
/// </summary>
public sealed record FileReading<T>(T? Value, ValueList<Problem> Problems) where T : class;
