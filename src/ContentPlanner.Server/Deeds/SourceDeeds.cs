using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Deeds;

/// <summary>What people do with the addresses that are looked at again and again, through whichever door. What one brought stays, whatever becomes of it.</summary>
public static class SourceDeeds
{
    public static Deed Pause(ImportSource source) => Of(source, $"paused looking at “{source.Name}”", now => now with { Paused = true });

    public static Deed Resume(ImportSource source) => Of(source, $"began to look again at “{source.Name}”", now => now with { Paused = false });

    /// <param name="wanted">Its key and id stay those of <paramref name="source"/>.</param>
    public static Deed Change(ImportSource source, ImportSource wanted) => new($"changed what is looked at as “{wanted.Name}”", now =>
        now.Sources.Any(s => s.Id != source.Id && s.Address == wanted.Address) ? Verdict.Refused("this address is looked at already")
        : Of(source, $"", s => wanted with { Id = s.Id, Key = s.Key, Sequence = s.Sequence, Changed = s.Changed }).Verb(now));

    public static Deed Forget(ImportSource source) => Of(source, $"forgot “{source.Name}”; what it brought stays", _ => null);

    private static Deed Of(ImportSource source, FormattableString what, Func<ImportSource, ImportSource?> change) => new(what, now =>
        now.Sources.Any(s => s.Id == source.Id) ? now.With(source.Id!.Value, s => change((ImportSource)s)) : Verdict.Refused("it is not looked at any more"));
}
