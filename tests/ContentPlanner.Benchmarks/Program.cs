using System.Globalization;
using BenchmarkDotNet.Running;
using ContentPlanner.Benchmarks;
using ContentPlanner.Benchmarks.Builds;
using ContentPlanner.Benchmarks.Feeds;
using ContentPlanner.Benchmarks.Reconciling;
using ContentPlanner.Benchmarks.Timelines;

// ratios [WHAT …]  the quick look, side by side in this process: feeds, timeline; and, asked for by name, feed-http (with wrk
//                  from the system's packages) and reconcile; both on PostgreSQL too where PLANNER_TEST_PG names one
// write-feeds DIR  large calendars for tests/feeds/verify-all.sh, one for each zone
// bare-build PLAN  the least a program could do with a plan; see build-ratio
// anything else is BenchmarkDotNet's: --filter '*Feed*'
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["ratios", .. var wanted]:
        if (wanted.Length == 0 || wanted.Contains("feeds")) FeedRatios.Print(Console.Out);
        if (wanted.Length == 0 || wanted.Contains("timeline")) TimelineRatios.Print(Console.Out);
        if (wanted.Contains("feed-http")) await FeedHttpRatios.PrintAsync(Console.Out);
        if (wanted.Contains("reconcile")) await ReconcileRatios.PrintAsync(Console.Out);
        break;
    case ["write-feeds", var folder]:
        LargeFeeds.Write(folder);
        break;
    case ["bare-build", var plan]:
        BareBuild.Run(plan, Console.Out);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(SideBySide).Assembly).Run(args);
        break;
}
