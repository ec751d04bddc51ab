using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace ContentPlanner.Server.Database.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "data_protection_key",
                columns: table => new
                {
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Xml = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_protection_key", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "job",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    KnownSince = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    LastStartedAt = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    LastSuccessAt = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    AlarmedAt = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    Bookmark = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "job_run",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    JobId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartedAt = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    Outcome = table.Column<string>(type: "text", nullable: false),
                    DryRun = table.Column<bool>(type: "boolean", nullable: false),
                    Counts = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Message = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Node = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_run", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "setting",
                columns: table => new
                {
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Value = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_setting", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "sign_in_link",
                columns: table => new
                {
                    TokenHash = table.Column<byte[]>(type: "bytea", nullable: false),
                    CreatedAt = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    UsedAt = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sign_in_link", x => x.TokenHash);
                });

            migrationBuilder.CreateTable(
                name: "suppression",
                columns: table => new
                {
                    Address = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Since = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_suppression", x => x.Address);
                });

            migrationBuilder.CreateTable(
                name: "workspace",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Zone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Revision = table.Column<long>(type: "bigint", nullable: false),
                    CreatedAt = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    ChangedAt = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    ReconciledOn = table.Column<LocalDate>(type: "date", nullable: true),
                    ReconciledWith = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Derivation = table.Column<long>(type: "bigint", nullable: false),
                    LinesGoneAt = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_workspace", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "change_set",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    Actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActorId = table.Column<Guid>(type: "uuid", nullable: true),
                    Door = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    What = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Undoes = table.Column<Guid>(type: "uuid", nullable: true),
                    UndoneBy = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_change_set", x => x.Id);
                    table.ForeignKey(
                        name: "FK_change_set_workspace_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "workspace",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "content_task",
                columns: table => new
                {
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SourceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Offered = table.Column<bool>(type: "boolean", nullable: false),
                    SourceKind = table.Column<string>(type: "text", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Channel = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Recipe = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Step = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Planned = table.Column<LocalDate>(type: "date", nullable: false),
                    Day = table.Column<LocalDate>(type: "date", nullable: false),
                    Due = table.Column<LocalDate>(type: "date", nullable: false),
                    Status = table.Column<string>(type: "text", nullable: false),
                    Owner = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Launch = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    EffortMinutes = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SourceChanged = table.Column<bool>(type: "boolean", nullable: false),
                    Private = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_content_task", x => new { x.WorkspaceId, x.Id });
                    table.ForeignKey(
                        name: "FK_content_task_workspace_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "workspace",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "delivery",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    SubscriptionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Period = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: true),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: true),
                    Address = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    MessageId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Status = table.Column<string>(type: "text", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DueAt = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    NotAfter = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    NextAttemptAt = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    LeaseUntil = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    LeaseOwner = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Epoch = table.Column<int>(type: "integer", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    Unfinished = table.Column<int>(type: "integer", nullable: false),
                    Unknowns = table.Column<int>(type: "integer", nullable: false),
                    TransmitStartedAt = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    SentAt = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    EndedAt = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    SmtpCode = table.Column<int>(type: "integer", nullable: true),
                    Error = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery", x => x.Id);
                    table.ForeignKey(
                        name: "FK_delivery_workspace_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "workspace",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "feed",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: true),
                    TokenHash = table.Column<byte[]>(type: "bytea", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Slug = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OwnerId = table.Column<Guid>(type: "uuid", nullable: true),
                    Definition = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Filter = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Options = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CreatedAt = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    ChangedAt = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    RevokedAt = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    Replaces = table.Column<Guid>(type: "uuid", nullable: true),
                    LastFetchedAt = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    LastClient = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_feed", x => x.Id);
                    table.ForeignKey(
                        name: "FK_feed_workspace_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "workspace",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "item",
                columns: table => new
                {
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Parent = table.Column<Guid>(type: "uuid", nullable: true),
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    Sequence = table.Column<int>(type: "integer", nullable: true),
                    Changed = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    Group = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Body = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_item", x => new { x.WorkspaceId, x.Id });
                    table.ForeignKey(
                        name: "FK_item_workspace_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "workspace",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "mail_link",
                columns: table => new
                {
                    TokenHash = table.Column<byte[]>(type: "bytea", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: true),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: true),
                    SubscriptionId = table.Column<Guid>(type: "uuid", nullable: true),
                    Address = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Target = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DeliveryId = table.Column<Guid>(type: "uuid", nullable: true),
                    ExpiresAt = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    UsedAt = table.Column<Instant>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mail_link", x => x.TokenHash);
                    table.ForeignKey(
                        name: "FK_mail_link_workspace_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "workspace",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "milestone",
                columns: table => new
                {
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SourceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RuleDay = table.Column<LocalDate>(type: "date", nullable: false),
                    Day = table.Column<LocalDate>(type: "date", nullable: false),
                    Status = table.Column<string>(type: "text", nullable: false),
                    Link = table.Column<string>(type: "text", nullable: false),
                    Owner = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Launch = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Critical = table.Column<bool>(type: "boolean", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_milestone", x => new { x.WorkspaceId, x.Id });
                    table.ForeignKey(
                        name: "FK_milestone_workspace_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "workspace",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "move",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Launch = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Anchor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    From = table.Column<LocalDate>(type: "date", nullable: true),
                    To = table.Column<LocalDate>(type: "date", nullable: false),
                    OverrideReason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Late = table.Column<string>(type: "text", nullable: false),
                    Hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Rows = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    CreatedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AppliedAs = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_move", x => x.Id);
                    table.ForeignKey(
                        name: "FK_move_workspace_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "workspace",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "source",
                columns: table => new
                {
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    SourceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Fingerprint = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Since = table.Column<LocalDate>(type: "date", nullable: false),
                    Until = table.Column<LocalDate>(type: "date", nullable: true),
                    Place = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ComesBack = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_source", x => new { x.WorkspaceId, x.SourceId });
                    table.ForeignKey(
                        name: "FK_source_workspace_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "workspace",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "stamp",
                columns: table => new
                {
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Uid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SourceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Offered = table.Column<bool>(type: "boolean", nullable: false),
                    Fingerprint = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Shown = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Sequence = table.Column<int>(type: "integer", nullable: false),
                    ChangedAt = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    GoneAt = table.Column<Instant>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stamp", x => new { x.WorkspaceId, x.Uid });
                    table.ForeignKey(
                        name: "FK_stamp_workspace_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "workspace",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "subscription",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    LaunchId = table.Column<Guid>(type: "uuid", nullable: true),
                    NextPeriod = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    NextDueAt = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    DoneUntil = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    LastPeriod = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    LastAt = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    TzdbVersion = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UnsubscribedAt = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscription", x => x.Id);
                    table.ForeignKey(
                        name: "FK_subscription_workspace_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "workspace",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "change",
                columns: table => new
                {
                    ChangeSetId = table.Column<Guid>(type: "uuid", nullable: false),
                    ItemId = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Before = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    After = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_change", x => new { x.ChangeSetId, x.ItemId });
                    table.ForeignKey(
                        name: "FK_change_change_set_ChangeSetId",
                        column: x => x.ChangeSetId,
                        principalTable: "change_set",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "stored_mail",
                columns: table => new
                {
                    DeliveryId = table.Column<Guid>(type: "uuid", nullable: false),
                    Subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Message = table.Column<byte[]>(type: "bytea", nullable: false),
                    RenderedAt = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stored_mail", x => x.DeliveryId);
                    table.ForeignKey(
                        name: "FK_stored_mail_delivery_DeliveryId",
                        column: x => x.DeliveryId,
                        principalTable: "delivery",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "feed_fetch",
                columns: table => new
                {
                    FeedId = table.Column<Guid>(type: "uuid", nullable: false),
                    Day = table.Column<LocalDate>(type: "date", nullable: false),
                    Client = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Fetches = table.Column<int>(type: "integer", nullable: false),
                    NotModified = table.Column<int>(type: "integer", nullable: false),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    LastStatus = table.Column<int>(type: "integer", nullable: false),
                    LastBytes = table.Column<long>(type: "bigint", nullable: false),
                    LastAt = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_feed_fetch", x => new { x.FeedId, x.Day, x.Client });
                    table.ForeignKey(
                        name: "FK_feed_fetch_feed_FeedId",
                        column: x => x.FeedId,
                        principalTable: "feed",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_change_WorkspaceId_ItemId",
                table: "change",
                columns: new[] { "WorkspaceId", "ItemId" });

            migrationBuilder.CreateIndex(
                name: "IX_change_WorkspaceId_Revision",
                table: "change",
                columns: new[] { "WorkspaceId", "Revision" });

            migrationBuilder.CreateIndex(
                name: "IX_change_set_WorkspaceId_Revision",
                table: "change_set",
                columns: new[] { "WorkspaceId", "Revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_content_task_Status_Due",
                table: "content_task",
                columns: new[] { "Status", "Due" });

            migrationBuilder.CreateIndex(
                name: "IX_content_task_WorkspaceId_Due",
                table: "content_task",
                columns: new[] { "WorkspaceId", "Due" });

            migrationBuilder.CreateIndex(
                name: "IX_content_task_WorkspaceId_Key",
                table: "content_task",
                columns: new[] { "WorkspaceId", "Key" });

            migrationBuilder.CreateIndex(
                name: "IX_content_task_WorkspaceId_SourceId",
                table: "content_task",
                columns: new[] { "WorkspaceId", "SourceId" });

            migrationBuilder.CreateIndex(
                name: "IX_delivery_Kind_SubscriptionId_Period",
                table: "delivery",
                columns: new[] { "Kind", "SubscriptionId", "Period" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_delivery_Status_DueAt",
                table: "delivery",
                columns: new[] { "Status", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_delivery_WorkspaceId_DueAt",
                table: "delivery",
                columns: new[] { "WorkspaceId", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_delivery_open",
                table: "delivery",
                columns: new[] { "NextAttemptAt", "WorkspaceId", "Id" },
                filter: "\"Status\" IN ('Due', 'Claimed', 'Retrying', 'Unknown')");

            migrationBuilder.CreateIndex(
                name: "IX_feed_TokenHash",
                table: "feed",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_feed_WorkspaceId",
                table: "feed",
                column: "WorkspaceId");

            migrationBuilder.CreateIndex(
                name: "IX_item_WorkspaceId_Kind_Group",
                table: "item",
                columns: new[] { "WorkspaceId", "Kind", "Group" });

            migrationBuilder.CreateIndex(
                name: "IX_item_WorkspaceId_Kind_Key",
                table: "item",
                columns: new[] { "WorkspaceId", "Kind", "Key" });

            migrationBuilder.CreateIndex(
                name: "IX_item_WorkspaceId_Revision",
                table: "item",
                columns: new[] { "WorkspaceId", "Revision" });

            migrationBuilder.CreateIndex(
                name: "IX_job_run_JobId_StartedAt",
                table: "job_run",
                columns: new[] { "JobId", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_mail_link_DeliveryId",
                table: "mail_link",
                column: "DeliveryId");

            migrationBuilder.CreateIndex(
                name: "IX_mail_link_ExpiresAt",
                table: "mail_link",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_mail_link_WorkspaceId",
                table: "mail_link",
                column: "WorkspaceId");

            migrationBuilder.CreateIndex(
                name: "IX_milestone_Status_Day",
                table: "milestone",
                columns: new[] { "Status", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_milestone_WorkspaceId_Key",
                table: "milestone",
                columns: new[] { "WorkspaceId", "Key" });

            migrationBuilder.CreateIndex(
                name: "IX_milestone_WorkspaceId_SourceId",
                table: "milestone",
                columns: new[] { "WorkspaceId", "SourceId" });

            migrationBuilder.CreateIndex(
                name: "IX_move_ExpiresAt",
                table: "move",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_move_WorkspaceId_Launch",
                table: "move",
                columns: new[] { "WorkspaceId", "Launch" });

            migrationBuilder.CreateIndex(
                name: "IX_source_WorkspaceId_ComesBack",
                table: "source",
                columns: new[] { "WorkspaceId", "ComesBack" },
                filter: "\"ComesBack\"");

            migrationBuilder.CreateIndex(
                name: "IX_source_WorkspaceId_Place",
                table: "source",
                columns: new[] { "WorkspaceId", "Place" });

            migrationBuilder.CreateIndex(
                name: "IX_stamp_WorkspaceId_SourceId",
                table: "stamp",
                columns: new[] { "WorkspaceId", "SourceId" });

            migrationBuilder.CreateIndex(
                name: "IX_subscription_NextDueAt",
                table: "subscription",
                column: "NextDueAt");

            migrationBuilder.CreateIndex(
                name: "IX_subscription_WorkspaceId",
                table: "subscription",
                column: "WorkspaceId");

            migrationBuilder.CreateIndex(
                name: "IX_workspace_Key",
                table: "workspace",
                column: "Key",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "change");

            migrationBuilder.DropTable(
                name: "content_task");

            migrationBuilder.DropTable(
                name: "data_protection_key");

            migrationBuilder.DropTable(
                name: "feed_fetch");

            migrationBuilder.DropTable(
                name: "item");

            migrationBuilder.DropTable(
                name: "job");

            migrationBuilder.DropTable(
                name: "job_run");

            migrationBuilder.DropTable(
                name: "mail_link");

            migrationBuilder.DropTable(
                name: "milestone");

            migrationBuilder.DropTable(
                name: "move");

            migrationBuilder.DropTable(
                name: "setting");

            migrationBuilder.DropTable(
                name: "sign_in_link");

            migrationBuilder.DropTable(
                name: "source");

            migrationBuilder.DropTable(
                name: "stamp");

            migrationBuilder.DropTable(
                name: "stored_mail");

            migrationBuilder.DropTable(
                name: "subscription");

            migrationBuilder.DropTable(
                name: "suppression");

            migrationBuilder.DropTable(
                name: "change_set");

            migrationBuilder.DropTable(
                name: "feed");

            migrationBuilder.DropTable(
                name: "delivery");

            migrationBuilder.DropTable(
                name: "workspace");
        }
    }
}
