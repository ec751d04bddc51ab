Console.WriteLine("contentplanner");
