using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ContentPlanner.Server.Database.Sqlite
{
    /// <inheritdoc />
    public partial class OneDigest : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<Guid>(
                name: "WorkspaceId",
                table: "subscription",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<Guid>(
                name: "AccountId",
                table: "subscription",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "AccountId",
                table: "mail_link",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "account_digest",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Weekday = table.Column<string>(type: "TEXT", nullable: false),
                    Time = table.Column<string>(type: "TEXT", nullable: false),
                    Zone = table.Column<string>(type: "TEXT", nullable: true),
                    Sections = table.Column<string>(type: "TEXT", nullable: false),
                    IncludeEmpty = table.Column<bool>(type: "INTEGER", nullable: false),
                    PausedUntil = table.Column<string>(type: "TEXT", nullable: true),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_digest", x => x.AccountId);
                    table.ForeignKey(
                        name: "FK_account_digest_account_AccountId",
                        column: x => x.AccountId,
                        principalTable: "account",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "told_client",
                columns: table => new
                {
                    DeliveryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_told_client", x => new { x.DeliveryId, x.WorkspaceId });
                    table.ForeignKey(
                        name: "FK_told_client_stored_mail_DeliveryId",
                        column: x => x.DeliveryId,
                        principalTable: "stored_mail",
                        principalColumn: "DeliveryId",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_told_client_workspace_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "workspace",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_subscription_AccountId",
                table: "subscription",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_mail_link_AccountId",
                table: "mail_link",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_told_client_WorkspaceId",
                table: "told_client",
                column: "WorkspaceId");

            migrationBuilder.AddForeignKey(
                name: "FK_mail_link_account_AccountId",
                table: "mail_link",
                column: "AccountId",
                principalTable: "account",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "FK_subscription_account_AccountId",
                table: "subscription",
                column: "AccountId",
                principalTable: "account",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_mail_link_account_AccountId",
                table: "mail_link");

            migrationBuilder.DropForeignKey(
                name: "FK_subscription_account_AccountId",
                table: "subscription");

            migrationBuilder.DropTable(
                name: "account_digest");

            migrationBuilder.DropTable(
                name: "told_client");

            migrationBuilder.DropIndex(
                name: "IX_subscription_AccountId",
                table: "subscription");

            migrationBuilder.DropIndex(
                name: "IX_mail_link_AccountId",
                table: "mail_link");

            migrationBuilder.DropColumn(
                name: "AccountId",
                table: "subscription");

            migrationBuilder.DropColumn(
                name: "AccountId",
                table: "mail_link");

            migrationBuilder.AlterColumn<Guid>(
                name: "WorkspaceId",
                table: "subscription",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);
        }
    }
}
