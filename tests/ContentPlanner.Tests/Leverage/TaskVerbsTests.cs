using ContentPlanner.Core.Leverage;
using static ContentPlanner.Tests.Leverage.Few;

namespace ContentPlanner.Tests.Leverage;

public class TaskVerbsTests
{
    private const string Key = "five-steps/linkedin-post/linkedin/1";

    [Fact]
    public void Done_is_kept_with_its_day_and_address()
    {
        var done = House.Complete(House.Task(Key), Today, "https://example.org/1").Task(Key);

        Assert.Equal((ContentTaskStatus.Done, Today, "https://example.org/1"), (done.Status, done.Day, done.Url));
    }

    [Fact]
    public void A_day_set_by_hand_stays_through_done_and_reopened_and_goes_when_it_follows_again()
    {
        var pinned = House.Pin(House.Task(Key), Today.PlusDays(9));
        var done = pinned.Complete(pinned.Task(Key), Today);

        Assert.Equal(Today.PlusDays(9), pinned.Task(Key).Day);
        Assert.Equal(pinned, done.Reopen(done.Task(Key)));
        Assert.Equal(House, pinned.Relink(pinned.Task(Key)));
    }

    [Fact]
    public void Snoozing_and_waking_leaves_no_trace()
    {
        var asleep = House.Snooze(House.Task(Key), Today.PlusDays(7));

        Assert.Equal(Today.PlusDays(7), asleep.Task(Key).Due);
        Assert.Equal(House, asleep.Snooze(asleep.Task(Key), null));
    }

    [Fact]
    public void What_is_begun_or_skipped_says_so()
    {
        Assert.Equal(ContentTaskStatus.InProgress, House.Begin(House.Task(Key)).Task(Key).Status);
        Assert.Equal(ContentTaskStatus.Skipped, House.Skip(House.Task(Key), Today).Task(Key).Status);
    }
}
