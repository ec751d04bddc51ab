using ContentPlanner.Server.Database;
using ContentPlanner.Server.Workspaces;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace ContentPlanner.Server.Accounts;

/// <summary>
/// Somebody who can sign in. ASP.NET Core Identity keeps what it needs in the fields it brings; an account is found by its
/// e-mail address, which is its user name as well.
/// </summary>
public sealed class AccountRow : IdentityUser<Guid>
{
    /// <summary>As other people read it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Runs the installation; has an owner's access to every workspace (docs/decisions/0013).</summary>
    public bool IsAdministrator { get; set; }

    /// <summary>IANA id of the zone times are shown in; null: each workspace's own.</summary>
    public string? Zone { get; set; }

    /// <summary>Of dates and numbers: <c>en-GB</c>; null: each workspace's own.</summary>
    public string? Locale { get; set; }

    public Instant CreatedAt { get; set; }

    /// <summary>When it last signed in.</summary>
    public Instant? SignedInAt { get; set; }

    /// <summary>Since then nobody can sign in with it, and what it owns stands still; null: it works.</summary>
    public Instant? ClosedAt { get; set; }
}

/// <summary>What an account may do in a workspace. No row: nothing, not even know that it is there.</summary>
public sealed class AccessRow : IVersioned
{
    public Guid AccountId { get; set; }
    public Guid WorkspaceId { get; set; }
    public Access Access { get; set; }

    /// <summary>Key of the member of the plan that this person is; null: the one with the account's e-mail address, if there is one.</summary>
    public string? Member { get; set; }

    public Instant GrantedAt { get; set; }

    /// <summary>Who let them in, as people know them.</summary>
    public string GrantedBy { get; set; } = "";

    /// <summary>
    /// When it was taken away; null: it holds. The row stays, so that mails and feeds of a member who left stop, and those of a
    /// member who never had an account go on.
    /// </summary>
    public Instant? EndedAt { get; set; }

    public int Version { get; set; }
}

internal sealed class AccountMapping : IEntityTypeConfiguration<AccountRow>
{
    public void Configure(EntityTypeBuilder<AccountRow> row)
    {
        row.ToTable("account");
        row.Property(a => a.Id).ValueGeneratedNever();
        row.HasIndex(a => a.NormalizedUserName).IsUnique();
        row.HasIndex(a => a.NormalizedEmail).IsUnique();
        row.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
        row.Ignore(a => a.PhoneNumber).Ignore(a => a.PhoneNumberConfirmed).Ignore(a => a.TwoFactorEnabled);
    }
}

internal sealed class AccessMapping : IEntityTypeConfiguration<AccessRow>
{
    public void Configure(EntityTypeBuilder<AccessRow> row)
    {
        row.ToTable("workspace_access");
        row.HasKey(a => new { a.AccountId, a.WorkspaceId });
        row.HasIndex(a => a.WorkspaceId);
        row.Property(a => a.Version).IsConcurrencyToken();
        row.HasOne<AccountRow>().WithMany().HasForeignKey(a => a.AccountId).OnDelete(DeleteBehavior.Cascade);
        row.HasOne<WorkspaceRow>().WithMany().HasForeignKey(a => a.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>A sign-in at a provider of OpenID Connect that is an account's.</summary>
internal sealed class AccountLoginMapping : IEntityTypeConfiguration<IdentityUserLogin<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> row)
    {
        row.ToTable("account_login");
        row.HasKey(l => new { l.LoginProvider, l.ProviderKey });
        row.HasOne<AccountRow>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>A passkey of an account, as Identity keeps it.</summary>
internal sealed class AccountPasskeyMapping : IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> row)
    {
        row.ToTable("account_passkey");
        row.HasKey(p => p.CredentialId);
        row.Property(p => p.CredentialId).HasMaxLength(1024);
        row.OwnsOne(p => p.Data).ToJson();
        row.HasOne<AccountRow>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
