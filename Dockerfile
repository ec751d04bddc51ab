# syntax=docker/dockerfile:1
# The service as an image: built here, run by a user without rights. docker-compose.yml says how it is used.

FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /source
# What is restored hangs on these alone: a change of code uses the packages that were fetched before.
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props ./
COPY src/ContentPlanner.Core/ContentPlanner.Core.csproj src/ContentPlanner.Core/
COPY src/ContentPlanner.Formats/ContentPlanner.Formats.csproj src/ContentPlanner.Formats/
COPY src/ContentPlanner.Server/ContentPlanner.Server.csproj src/ContentPlanner.Server/
RUN dotnet restore src/ContentPlanner.Server -a $TARGETARCH -p:PublishReadyToRun=true
COPY src/ src/
COPY templates/ templates/
COPY jobs/ jobs/
RUN dotnet publish src/ContentPlanner.Server -c Release -a $TARGETARCH --no-restore --no-self-contained -p:PublishReadyToRun=true -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# pg_dump and its kind, for backups of PostgreSQL.
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/*
COPY --from=build /app /app
# The folders it writes in; backups may go to a volume of their own. A new volume mounted there takes over who owns it.
RUN mkdir /data /backups && chown $APP_UID:$APP_UID /data /backups
USER $APP_UID
WORKDIR /data
ENV Data=/data \
    Urls=http://*:8080
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["/app/contentplanner", "health"]
ENTRYPOINT ["/app/contentplanner"]
CMD ["serve"]
