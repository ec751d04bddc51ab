using System.Reflection;
using ContentPlanner.Server.Jobs;
using Hangfire.Storage;

namespace ContentPlanner.Server.Tests.Jobs;

/// <summary>R7: what Hangfire stores is a format like any other.</summary>
public class StoredNamesTests
{
    private static string Golden => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Jobs", "stored-call.golden.txt"));

    [Fact]
    public void A_stored_call_names_what_it_has_always_named()
    {
        var stored = InvocationData.SerializeJob(Scheduler.Call("digests"));

        Assert.Equal(Golden, $"{stored.Type}\n{stored.Method}\n{stored.ParameterTypes}\n{stored.Arguments}\n");
    }

    [Fact]
    public void A_call_stored_by_an_older_version_is_understood()
    {
        var lines = Golden.Split('\n');
        var stored = new InvocationData(lines[0], lines[1], lines[2], lines[3]);

        var call = stored.DeserializeJob();

        Assert.Equal((typeof(JobRunner), "RunAsync", "digests"), (call.Type, call.Method.Name, call.Args[0]));
    }

    [Fact]
    public void The_way_in_takes_an_id_and_nothing_else()
    {
        var ways = typeof(JobRunner).GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(m => m.ReturnType == typeof(Task));

        Assert.Equal([typeof(string), typeof(CancellationToken)], Assert.Single(ways).GetParameters().Select(p => p.ParameterType));
    }
}
