using ContentPlanner.Server.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace ContentPlanner.Server.Accounts;

/// <summary>A one-time link, printed where the program was started or mailed to an account. Only the hash is kept.</summary>
public sealed class SignInLinkRow : IVersioned
{
    public byte[] TokenHash { get; set; } = [];

    /// <summary>Whom it lets in; null: it makes the first administrator's account.</summary>
    public Guid? AccountId { get; set; }

    /// <summary>It lets them choose a password, not only sign in.</summary>
    public bool SetsPassword { get; set; }

    public Instant CreatedAt { get; set; }
    public Instant ExpiresAt { get; set; }
    public Instant? UsedAt { get; set; }
    public int Version { get; set; }
}

/// <summary>A key that cookies are protected with: in the database, so that every node reads every node's cookies.</summary>
public sealed class DataProtectionKeyRow
{
    public string Name { get; set; } = "";
    public string Xml { get; set; } = "";
}

/// <summary>A setting of the installation that administrators decide in the program.</summary>
public sealed class SettingRow : IVersioned
{
    public string Key { get; set; } = "";
    public string Value { get; set; } = "";
    public int Version { get; set; }
}

internal sealed class SignInLinkMapping : IEntityTypeConfiguration<SignInLinkRow>
{
    public void Configure(EntityTypeBuilder<SignInLinkRow> row)
    {
        row.ToTable("sign_in_link");
        row.HasKey(l => l.TokenHash);
        row.Property(l => l.Version).IsConcurrencyToken();
    }
}

internal sealed class DataProtectionKeyMapping : IEntityTypeConfiguration<DataProtectionKeyRow>
{
    public void Configure(EntityTypeBuilder<DataProtectionKeyRow> row)
    {
        row.ToTable("data_protection_key");
        row.HasKey(k => k.Name);
    }
}

internal sealed class SettingMapping : IEntityTypeConfiguration<SettingRow>
{
    public void Configure(EntityTypeBuilder<SettingRow> row)
    {
        row.ToTable("setting");
        row.HasKey(s => s.Key);
        row.Property(s => s.Version).IsConcurrencyToken();
    }
}
