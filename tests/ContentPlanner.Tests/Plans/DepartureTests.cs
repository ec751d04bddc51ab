using System.Reflection;
using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Items;

namespace ContentPlanner.Tests.Plans;

public sealed class DepartureTests
{
    private const string Key = "zz-somebody";

    [Fact]
    public void Nothing_names_a_person_who_went()
    {
        var full = Everywhere(Year);
        Assert.Contains(Key, Text(full), StringComparison.Ordinal);

        var after = full.WithoutMember(Key);

        Assert.DoesNotContain(Key, Text(after), StringComparison.Ordinal);
        Assert.DoesNotContain(after.Members, m => m.Key == Key);
        Assert.Equal(full.Pieces.Count, after.Pieces.Count);
        Assert.Equal(full.Tasks.Count, after.Tasks.Count);
    }

    [Fact]
    public void Who_is_not_there_changes_nothing() => Assert.Same(Year, Year.WithoutMember("nobody"));

    private static readonly Workspace Year = Shipped.Plan("coaching-author").Value!;

    /// <summary>The plan with the person wherever a property can name one.</summary>
    private static Workspace Everywhere(Workspace plan)
    {
        var with = plan with
        {
            Members = [.. plan.Members, new Member { Key = Key, Name = "Somebody" }],
            Milestones = [new MilestoneDecision { Key = "the-book/announce" }],
            Tasks = [new TaskDecision { Key = "first/reel/instagram/1" }],
            Digests = [.. plan.Digests, new DigestSubscription { Key = "theirs", Person = Key }],
            Countdowns = [.. plan.Countdowns, new CountdownSubscription { Key = "all", Launch = plan.Launches[0].Key, People = [Key, plan.Members[0].Key] }],
            Feeds = [.. plan.Feeds, new FeedDefinition { Key = "own", Name = "Own", Person = Key }],
            Launches = [.. plan.Launches.Select(l => l with { Roles = [.. l.Roles, new RoleHolder("editor", Key)] })],
        };
        return (Workspace)Named(with);
    }

    /// <summary>Every text property that holds a member's key by its name, in every item.</summary>
    private static PlanItem Named(PlanItem item)
    {
        var copy = (PlanItem)item.GetType().GetMethod("<Clone>$")!.Invoke(item, null)!;
        foreach (var property in item.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            if (property.Name is "Owner" or "Who" or "Strategist" || (property.Name == "Member" && item is Player)) property.SetValue(copy, Key);
            else if (property.Name == "Participants") property.SetValue(copy, ValueList.Of<string>([Key]));
        }
        var result = copy;
        foreach (var list in ItemKinds.Of(item).Lists) result = list.Put(result, [.. list.In(result).Select(Named)]);
        return result;
    }

    private static string Text(PlanItem item)
    {
        var text = item.Key + "\n" + ItemJson.Write(item) + "\n";
        foreach (var list in ItemKinds.Of(item).Lists) foreach (var below in list.In(item)) text += Text(below);
        return text;
    }
}
