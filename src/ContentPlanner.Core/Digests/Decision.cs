using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Digests;

/// <summary>Something the plan shows that people have to decide about; the question for each kind stands in the template.</summary>
/// <param name="Finding">What it shows, for the first day it does.</param>
/// <param name="More">How many more days or items show the same about the same: five overloaded weeks of one person are one question.</param>
public sealed record Decision(Finding Finding, int More)
{
    /// <summary>The gravest first, then the earliest.</summary>
    public static IEnumerable<Decision> Of(IEnumerable<Finding> findings) =>
        findings.Where(AsksForOne)
            .GroupBy(f => new Question(f.Kind, f.Subject))
            .Select(g => new Decision(g.OrderByDescending(f => f.Severity).ThenBy(f => f.Day ?? LocalDate.MaxIsoValue).First(), g.Count() - 1))
            .OrderByDescending(d => d.Finding.Severity).ThenBy(d => d.Finding.Day ?? LocalDate.MaxIsoValue);

    private sealed record Question(FindingKind Kind, string Subject);

    /// <summary>What is late and which slots are empty stands elsewhere on the agenda; what is merely good to know in the report.</summary>
    private static bool AsksForOne(Finding finding) =>
        finding.Severity > FindingSeverity.Note
        && finding.Kind is not (FindingKind.Late or FindingKind.CadenceShortfall or FindingKind.Stale or FindingKind.OnePlaceOnly or FindingKind.OrphanContent or FindingKind.OrphanDecision);
}
