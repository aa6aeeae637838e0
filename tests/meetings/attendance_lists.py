# ruff: noqa: E501 — lines as the systems write them
"""Lists as six conference systems write them, in Dutch and English, with people that do not exist.

Everywhere: Noor 60 minutes, Sam 45 in two pieces, Zoë less than a minute, Wim not at all (where the system
tells it), and somebody who is not registered. The meeting took 62 minutes.
"""

TEAMS = """1. Summary
Meeting title\tLezen, schrijven, en meer, voor iedereen
Attended participants\t4
Start time\t3/18/27, 9:28:00 AM
End time\t3/18/27, 10:30:00 AM
Meeting duration\t1h 2m
Average attendance time\t30m 1s

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
Noor van Dam\t3/18/27, 9:30:00 AM\t3/18/27, 10:30:00 AM\t1h\tnoor@bieb.example\tn.vandam@bieb.example\tAttendee
Sam Bos (Unverified)\t3/18/27, 9:30:00 AM\t3/18/27, 10:30:00 AM\t45m\t\t\tAttendee
Zoë Klein\t3/18/27, 9:30:00 AM\t3/18/27, 9:30:10 AM\t10s\tzoe@bieb.example\tzoe@bieb.example\tAttendee
Vreemde Vogel\t3/18/27, 9:30:00 AM\t3/18/27, 9:40:00 AM\t10m\t\t\tAttendee

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
Noor van Dam\t3/18/27, 9:30:00 AM\t3/18/27, 10:30:00 AM\t1h\tnoor@bieb.example\tAttendee
Noor van Dam\t3/18/27, 9:40:00 AM\t3/18/27, 10:20:00 AM\t40m\tnoor@bieb.example\tAttendee
Sam Bos (Unverified)\t3/18/27, 9:30:00 AM\t3/18/27, 10:00:00 AM\t30m\t\tAttendee
Sam Bos (Unverified)\t3/18/27, 10:15:00 AM\t3/18/27, 10:30:00 AM\t15m\t\tAttendee
Zoë Klein\t3/18/27, 9:30:00 AM\t3/18/27, 9:30:10 AM\t10s\tzoe@bieb.example\tAttendee
Vreemde Vogel\t3/18/27, 9:30:00 AM\t3/18/27, 9:40:00 AM\t10m\t\tAttendee
"""
TEAMS_NL = """1. Samenvatting
Titel van vergadering\tLezen, schrijven, en meer
Aantal deelnemers\t4
Begintijd\t18-3-2027 09:28:00
Eindtijd\t18-3-2027 10:30:00
Duur van vergadering\t1 u 2 min

2. Deelnemers
Naam\tEerste deelname\tLaatste vertrek\tDuur in vergadering\tE-mail\tDeelnemer-id (UPN)\tRol
Noor van Dam\t18-3-2027 09:30\t18-3-2027 10:30\t1 u\tnoor@bieb.example\tnoor@bieb.example\tDeelnemer
Sam Bos (Gast)\t18-3-2027 09:30\t18-3-2027 10:30\t45 min\t\t\tDeelnemer
Zoë Klein\t18-3-2027 09:30\t18-3-2027 09:30\t10 s\tzoe@bieb.example\tzoe@bieb.example\tDeelnemer
Vreemde Vogel\t18-3-2027 09:30\t18-3-2027 09:40\t10 min\t\t\tDeelnemer

3. Activiteiten in vergadering
Naam\tTijdstip van deelname\tTijdstip van vertrek\tDuur\tE-mail\tRol
Noor van Dam\t18-3-2027 09:30:00\t18-3-2027 10:30:00\t1 u\tnoor@bieb.example\tDeelnemer
Sam Bos (Gast)\t18-3-2027 09:30:00\t18-3-2027 10:00:00\t30 min\t\tDeelnemer
Sam Bos (Gast)\t18-3-2027 10:15:00\t18-3-2027 10:30:00\t15 min\t\tDeelnemer
Zoë Klein\t18-3-2027 09:30:00\t18-3-2027 09:30:10\t10 s\tzoe@bieb.example\tDeelnemer
Vreemde Vogel\t18-3-2027 09:30:00\t18-3-2027 09:40:00\t10 min\t\tDeelnemer
"""
ZOOM_MEETING = """Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
"812 3456 7890","Lezen, schrijven, en meer",03/18/2027 09:28:00 AM,03/18/2027 10:30:00 AM,host@poi.example,62,4

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,In Waiting Room
Noor (Noor van Dam),,03/18/2027 09:20:00 AM,03/18/2027 09:30:00 AM,10,Yes,Yes
Noor (Noor van Dam),,03/18/2027 09:30:00 AM,03/18/2027 10:30:00 AM,60,Yes,No
Noor (Noor van Dam),,03/18/2027 09:30:00 AM,03/18/2027 10:30:00 AM,60,Yes,No
Sam Bos,sam@bieb.example,03/18/2027 09:30:00 AM,03/18/2027 10:00:00 AM,30,Yes,No
Sam Bos,sam@bieb.example,03/18/2027 10:15:00 AM,03/18/2027 10:30:00 AM,15,Yes,No
Zoë Klein,,03/18/2027 09:30:00 AM,03/18/2027 09:30:10 AM,1,Yes,No
Vreemde Vogel,,03/18/2027 09:30:00 AM,03/18/2027 09:40:00 AM,10,Yes,No
"""
ZOOM_MEETING_NL = """Onderwerp,Vergadering-ID,Begintijd,Eindtijd,E-mailadres gebruiker,Duur (minuten),Deelnemers
"Lezen, schrijven, en meer","812 3456 7890",18-03-2027 09:28:00,18-03-2027 10:30:00,host@poi.example,62,4

Naam (originele naam),E-mailadres gebruiker,Totale duur (minuten),Gast
Noor van Dam,noor@bieb.example,60,Ja
Sam Bos [extern],,45,Ja
Zoë Klein,zoe@bieb.example,< 1 min,Ja
Vreemde Vogel,,10,Ja
"""
ZOOM_WEBINAR = """Attendee Report
Report Generated:,"03/19/2027 09:00:00 AM"
Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered,# Cancelled,Unique Viewers,Total Users,Max Concurrent Views,Enable Registration
"Lezen, schrijven, en meer",812 3456 7890,03/18/2027 09:28:00 AM,62,5,0,4,5,4,Yes
Host Details,
Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest
Panelist Details,
Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes),Is Guest
Attendee Details,
Attended,User Name (Original Name),First Name,Last Name,Email,Registration Time,Approval Status,Join Time,Leave Time,Time in Session (minutes),Is Guest
Yes,Noor van Dam,Noor,van Dam,noor@bieb.example,03/01/2027 10:00:00 AM,approved,03/18/2027 09:30:00 AM,03/18/2027 10:30:00 AM,60,Yes
Yes,Sam Bos,Sam,Bos,sam@bieb.example,03/01/2027 10:00:00 AM,approved,03/18/2027 09:30:00 AM,03/18/2027 10:00:00 AM,30,Yes
Yes,Sam Bos,Sam,Bos,sam@bieb.example,03/01/2027 10:00:00 AM,approved,03/18/2027 10:15:00 AM,03/18/2027 10:30:00 AM,15,Yes
Yes,Zoë Klein,Zoë,Klein,zoe@bieb.example,03/01/2027 10:00:00 AM,approved,03/18/2027 09:30:00 AM,03/18/2027 09:30:10 AM,1,Yes
No,Wim Weg,Wim,Weg,wim@bieb.example,03/01/2027 10:00:00 AM,approved,--,--,--,--
No,Ook Weg,Ook,Weg,ook@elders.example,03/01/2027 10:00:00 AM,approved,--,--,--,--
Other Attended
User Name,Join Time,Leave Time,Time in Session (minutes),Country/Region Name
Vreemde Vogel,03/18/2027 09:30:00 AM,03/18/2027 09:40:00 AM,10,Netherlands
"""
ZOOM_WEBINAR_OLD = """Attendee Report
Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered
Lezen en schrijven,812 3456 7890,"Mar 18, 2027 9:28 AM",62,5
Attendee Details,
Attended,User Name (Original Name),First Name,Last Name,Email,Registration Time
Yes,Noor van Dam,Noor,van Dam,noor@bieb.example,"Mar 1, 2027 10:00 AM"
No,Wim Weg,Wim,Weg,wim@bieb.example,"Mar 1, 2027 10:00 AM"
"""
WEBEX = (
    "Meeting Name\tMeeting Start Time\tMeeting End Time\tDisplay Name\tFirst Name\tLast Name\tRole\t"
    "Attendee Email\tJoin Time\tLeave Time\tAttendance Duration\tConnection Type\n"
) + "".join(
    f'="Lezen, schrijven"\t="2027-03-18 09:28:00"\t="2027-03-18 10:30:00"\t="{name}"\t\t\tAttendee\t'
    f'="{email}"\t="2027-03-18 {came}"\t="2027-03-18 {went}"\t{length}\tDesktop app\n'
    for name, email, came, went, length in [
        ("Noor van Dam", "noor@bieb.example", "09:30:00", "10:30:00", "60 mins"),
        ("Noor van Dam", "noor@bieb.example", "09:35:00", "10:25:00", "50 mins"),
        ("Sam Bos", "sam@bieb.example", "09:30:00", "10:00:00", "30 mins"),
        ("Sam Bos", "sam@bieb.example", "10:15:00", "10:30:00", "15 mins"),
        ("Zoë Klein", "zoe@bieb.example", "09:30:00", "09:30:10", "< 1 min"),
        ("Vreemde Vogel", "vogel@elders.example", "09:30:00", "09:40:00", "10 mins"),
    ]
)
MEET = """First name,Last name,Email,Duration,Time joined,Time exited
Noor,van Dam,noor@bieb.example,1 hr,9:30 AM,10:30 AM
Sam,Bos,sam@bieb.example,45 min,9:30 AM,10:15 AM
Zoë,Klein,,< 1 min,9:30 AM,9:30 AM
Vreemde,Vogel,,10 min,9:30 AM,9:40 AM
"""
MEET_NL = """Voornaam;Achternaam;E-mail;Duur;Deelgenomen om;Verlaten om
Noor;van Dam;noor@bieb.example;1 uur;09:30;10:30
Sam;Bos;sam@bieb.example;45 min;09:30;10:15
Zoë;Klein;;< 1 min;09:30;09:30
Vreemde;Vogel;;10 min;09:30;09:40
"""
GOTO = """Attendee Report
Generated,"Mar 19, 2027 09:00 AM CET"
General Information
Webinar Name,Webinar ID
"Lezen, schrijven, en meer",123-456-789
Actual Start Date/Time,Actual Duration (minutes),Clicked Registration Link,Opened Invitation
"Mar 18, 2027 09:28 AM CET",62,9,0
Attendee Details
Attended,Interest Rating,Last Name,First Name,Email Address,Registration Date/Time,Join Time,Leave Time,Time in Session,Unsubscribed
Yes,80,van Dam,Noor,noor@bieb.example,"Mar 1, 2027 10:00 AM CET","Mar 18, 2027 09:30 AM CET","Mar 18, 2027 10:30 AM CET",1 hour,No
Yes,80,Bos,Sam,sam@bieb.example,"Mar 1, 2027 10:00 AM CET","Mar 18, 2027 09:30 AM CET","Mar 18, 2027 10:00 AM CET",30 minutes,No
Yes,80,Bos,Sam,sam@bieb.example,"Mar 1, 2027 10:00 AM CET","Mar 18, 2027 10:15 AM CET","Mar 18, 2027 10:30 AM CET",15 minutes,No
Yes,1,Klein,Zoë,zoe@bieb.example,"Mar 1, 2027 10:00 AM CET","Mar 18, 2027 09:30 AM CET","Mar 18, 2027 09:31 AM CET",1 minute,No
No,0,Weg,Wim,wim@bieb.example,"Mar 1, 2027 10:00 AM CET",--,--,--,No
Yes,10,Vogel,Vreemde,vogel@elders.example,"Mar 1, 2027 10:00 AM CET","Mar 18, 2027 09:30 AM CET","Mar 18, 2027 09:40 AM CET",10 minutes,No
"""
EVERY = {
    "teams": TEAMS,
    "teams-nl": TEAMS_NL,
    "zoom-meeting": ZOOM_MEETING,
    "zoom-meeting-nl": ZOOM_MEETING_NL,
    "zoom-webinar": ZOOM_WEBINAR,
    "webex": WEBEX,
    "meet": MEET,
    "meet-nl": MEET_NL,
    "goto": GOTO,
}
