using System.Globalization;
using BenchmarkDotNet.Running;
using ContentPlanner.Benchmarks;
using ContentPlanner.Benchmarks.Feeds;
using ContentPlanner.Benchmarks.Mails;
using ContentPlanner.Benchmarks.Pages;
using ContentPlanner.Benchmarks.Reconciling;
using ContentPlanner.Benchmarks.Timelines;

// ratios [WHAT …]  the quick look, side by side in this process: feeds, timeline; and, asked for by name, pages, reconcile, digests and
//                  feed-http (with wrk from the system's packages), which take minutes; PostgreSQL too where PLANNER_TEST_PG names one
// write-feeds DIR  large calendars for tests/feeds/verify-all.sh, one for each zone
// anything else is BenchmarkDotNet's: --filter '*Feed*'
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["ratios", "timeline-of", var pieces]:
        TimelineRatios.PrintOne(Console.Out, int.Parse(pieces, CultureInfo.InvariantCulture));
        break;
    case ["ratios", .. var wanted]:
        if (wanted.Length == 0 || wanted.Contains("feeds")) FeedRatios.Print(Console.Out);
        if (wanted.Length == 0 || wanted.Contains("timeline")) TimelineRatios.Print(Console.Out);
        if (wanted.Contains("pages")) await PageRatios.PrintAsync(Console.Out);
        if (wanted.Contains("feed-http")) await FeedHttpRatios.PrintAsync(Console.Out);
        if (wanted.Contains("reconcile")) await ReconcileRatios.PrintAsync(Console.Out);
        if (wanted.Contains("digests")) await DigestRatios.PrintAsync(Console.Out);
        break;
    case ["write-feeds", var folder]:
        LargeFeeds.Write(folder);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(SideBySide).Assembly).Run(args);
        break;
}
