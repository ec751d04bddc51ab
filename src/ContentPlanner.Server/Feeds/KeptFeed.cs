using System.Text;
using ContentPlanner.Core;
using ContentPlanner.Formats.Feeds;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Feeds;

/// <summary>A whole feed as it lies in the data folder, with everything its octets follow from.</summary>
/// <param name="Program">What drew it: <see cref="KeptFeeds.MarkOf"/>.</param>
/// <param name="Edits">How many edits of templates administrators had made.</param>
internal sealed record KeptFeed(Guid Id, string Program, int Edits, FeedVersion Version, string Slug, Instant LastModified, int Entries, byte[] Octets)
{
    private const string Kind = "contentplanner feed 1";

    public FeedCopy Copy() => new(Version, Octets, LastModified, Slug, new(Entries, Octets.Length, FeedCut.None), []) { Edits = Edits };

    public void Write(Stream to)
    {
        using var file = new BinaryWriter(to, Encoding.UTF8, leaveOpen: true);
        file.Write(Kind);
        file.Write(Id.ToByteArray());
        file.Write(Program);
        file.Write(Edits);
        file.Write(Version.Row);
        file.Write(Version.Workspaces.Count);
        foreach (var workspace in Version.Workspaces)
        {
            file.Write(workspace.Id.ToByteArray());
            file.Write(workspace.Revision);
            file.Write(workspace.Derivation);
            file.Write(workspace.ChangedAt.ToUnixTimeTicks());
            file.Write(LocalDatePattern.Iso.Format(workspace.Today));
        }
        file.Write(Slug);
        file.Write(LastModified.ToUnixTimeTicks());
        file.Write(Entries);
        file.Write(Octets.Length);
        file.Write(Octets);
    }

    /// <summary>What the file holds; null: it is none of ours, or not whole.</summary>
    public static KeptFeed? Read(Stream from)
    {
        try
        {
            using var file = new BinaryReader(from, Encoding.UTF8, leaveOpen: true);
            if (file.ReadString() != Kind) return null;
            var (id, program, edits, row) = (new Guid(file.ReadBytes(16)), file.ReadString(), file.ReadInt32(), file.ReadInt32());
            var workspaces = new List<WorkspaceVersion>();
            for (var left = file.ReadInt32(); left > 0; left--)
                workspaces.Add(new(new(file.ReadBytes(16)), file.ReadInt64(), file.ReadInt64(), Instant.FromUnixTimeTicks(file.ReadInt64()), LocalDatePattern.Iso.Parse(file.ReadString()).Value));
            var (slug, lastModified, entries, length) = (file.ReadString(), Instant.FromUnixTimeTicks(file.ReadInt64()), file.ReadInt32(), file.ReadInt32());
            var octets = file.ReadBytes(length);
            return octets.Length == length ? new(id, program, edits, new(row, workspaces.ToValueList()), slug, lastModified, entries, octets) : null;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnparsableValueException or FormatException)
        {
            return null;
        }
    }
}
