using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Plans;

/// <summary>The items of one part under one parent, and the form for another.</summary>
public sealed record PartView(PlanPart Part, string Parent, string ParentTitle, IReadOnlyList<PartItem> Items, IReadOnlyList<Question> Blank, string? BlankWords, bool IsBlankOpen);

/// <summary>An item whose form was sent and not taken: shown again as it was typed.</summary>
internal sealed record FailedPart(string Part, string Parent, string Key, IReadOnlyList<Question> Questions, string? Words);

/// <summary>Parts on a page: each item saves by itself, so that a mistake in one loses nothing of another.</summary>
internal static class PartForms
{
    public static IReadOnlyList<PartView> Shown(this IEnumerable<PlanPart> parts, PlanContext context, FailedPart? failed) =>
    [
        .. from part in parts
           from parent in part.Parents(context.Period)
           let again = failed is { } f && f.Part == part.Word && f.Parent == parent.Key ? f : null
           select new PartView(part, parent.Key, parent.Title,
               [.. part.Items(context, parent.Key).Select(i => again?.Key == i.Key ? i with { Questions = again.Questions, Words = again.Words, IsOpen = true } : i)],
               again?.Key == "" ? again.Questions : part.Blank(context), again?.Key == "" ? again.Words : null, again?.Key == ""),
    ];

    /// <summary>What the form of one item asks for: saved, taken away, or put in another place.</summary>
    /// <param name="key">Of the item; empty: a new one.</param>
    /// <param name="here">Where it goes on.</param>
    /// <param name="again">The page once more, with what was typed.</param>
    public static async Task<IResult> SaveAsync(this PlanPart part, HttpContext http, OpenPlan plan, PlanContext context, string key, string here, Func<FailedPart, int, IResult> again)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var workspaces = http.RequestServices.GetRequiredService<WorkspaceStore>();
        var parent = form["parent"].ToString();
        var seen = Guid.TryParse(form["item"], out var item) && long.TryParse(form["revision"], out var revision) ? new[] { new Seen(item, revision) } : [];
        if (form["do"].ToString() is "remove" or "up" or "down" && key.Length > 0)
        {
            var (what, verb) = form["do"] == "remove" ? part.Remove(context, parent, key) : part.Move(context, parent, key, form["do"] == "up" ? -1 : 1);
            return await http.Done(await workspaces.ChangeAsync(plan.Client.Id, http.Actor(), what, verb, http.RequestAborted, form["do"] == "remove" ? seen : []), here);
        }
        var edit = part.Read(context, parent, key, name => form[name]);
        FailedPart Failed(string? words) => new(part.Word, parent, key, edit.Questions, words);
        if (!edit.IsRight) return again(Failed(null), StatusCodes.Status422UnprocessableEntity);
        return await http.Done(await workspaces.ChangeAsync(plan.Client.Id, http.Actor(), edit.What, edit.Verb, http.RequestAborted, seen), here, words => again(Failed(words), StatusCodes.Status409Conflict));
    }
}
