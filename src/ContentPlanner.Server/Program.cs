using ContentPlanner.Server.Cli;
using NodaTime;

return CommandLine.Run(args, Console.Out, Console.Error, SystemClock.Instance);
