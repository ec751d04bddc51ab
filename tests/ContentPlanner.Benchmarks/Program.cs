using System.Globalization;
using BenchmarkDotNet.Running;
using ContentPlanner.Benchmarks.Feeds;

// ratios [WHAT …]  the quick look, side by side in this process: feeds
// write-feeds DIR  large calendars for tests/feeds/verify-all.sh, one for each zone
// anything else is BenchmarkDotNet's: --filter '*Feed*'
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["ratios", .. var wanted]:
        if (wanted.Length == 0 || wanted.Contains("feeds")) FeedRatios.Print(Console.Out);
        break;
    case ["write-feeds", var folder]:
        LargeFeeds.Write(folder);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
