using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Core.Timelines;

public static partial class Slots
{
    /// <summary>
    /// The slots with the pieces that fill them, and with the content tasks that fill what pieces leave open: a post made of
    /// an older piece is a post. A task that somebody is to do or has done takes a slot of its channel on its day, else the
    /// first one left open in its week. A slot that asks for a format wants a piece, so only an evergreen outing on that day
    /// fills it. Weeks are whole whatever the window, and tasks of one day are taken by their keys, so every window and every reader
    /// of the tasks tells the same.
    /// </summary>
    public static IReadOnlyList<Slot> Of(Workspace workspace, IEnumerable<ContentTask> tasks, DateInterval window)
    {
        var weeks = WholeWeeks.Of(window);
        var slots = Of(workspace, weeks).ToArray();
        var places = Enumerable.Range(0, slots.Length).Where(i => slots[i].IsGap).ToLookup(i => slots[i].Cadence.Channel, StringComparer.Ordinal);
        var waiting = (from task in tasks
                       where (task.IsOpen || task.Status == ContentTaskStatus.Done) && places.Contains(task.Channel)
                       let day = DayOf(task)
                       where weeks.Contains(day)
                       select (Day: day, Task: task)).OrderBy(t => t.Day).ThenBy(t => t.Task.Key.ToString(), StringComparer.Ordinal).Select(t => t.Task).ToList();
        waiting.RemoveAll(task => Fill(task, slot => slot.When.Day == DayOf(task) && (slot.Cadence.Format is null || task.Key.Outing is not null)));
        waiting.RemoveAll(task => Fill(task, slot => WholeWeeks.MondayOf(slot.When.Day) == WholeWeeks.MondayOf(DayOf(task)) && slot.Cadence.Format is null));
        return [.. slots.Where(slot => window.Contains(slot.When.Day))];

        bool Fill(ContentTask task, Func<Slot, bool> fits)
        {
            foreach (var i in places[task.Channel])
            {
                if (!slots[i].IsGap || !fits(slots[i])) continue;
                slots[i] = slots[i] with { Task = task };
                return true;
            }
            return false;
        }
    }

    private static LocalDate DayOf(ContentTask task) => task.Status.IsClosed() ? task.Day : task.Due;
}
