using ContentPlanner.Core;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using NodaTime.Text;

namespace ContentPlanner.Server.Imports;

/// <summary>What an import would write, as people call it: names for keys, days as the client writes them.</summary>
public sealed class FieldWords(Workspace workspace, Library library)
{
    private readonly Locale _locale = Locale.For(workspace.Locale);

    public static string Name(string field) => field == "url" ? "Address" : Spelling.Spelled(field);

    public string Say(string field, string value) => field switch
    {
        "status" or "format" => Spelling.Spelled(value),
        "owner" => workspace.NameOf(value) ?? value,
        "channel" => workspace.ChannelName(library, value),
        "pillar" => workspace.Pillars.FirstOrDefault(p => p.Key == value)?.Name ?? value,
        "launch" => workspace.Launches.FirstOrDefault(l => l.Key == value)?.Title ?? value,
        _ when LocalDatePattern.Iso.Parse(value) is { Success: true } day => _locale.Format(day.Value, DayStyle.Medium),
        _ => value,
    };
}
