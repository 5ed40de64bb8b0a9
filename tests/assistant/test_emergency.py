"""Danger to someone near the speaker comes first; talk about violence is answered as a question."""

import pytest

from assistant.emergency import is_emergency

DANGER = """
Ik word nu achtervolgd door twee mannen, waar kan ik heen?
mijn vader slaat mijn zusje op dit moment
Er staat iemand met een mes voor mijn deur
er staat NU een vent te schreeuwen voor de deur dat hij me kapot maakt
mn client zit hier te trillen, haar ex staat beneden met een pistool
Mijn broer heeft me opgesloten in mijn kamer en heeft mijn telefoon afgepakt
ik word bedreigd met een mes, wat moet ik doen
Ze zijn mijn vriend aan het schoppen, hier voor de kroeg
help, hij gaat me vermoorden
mijn ex zegt dat hij me vanavond komt doodmaken
Er ligt een jongen bewusteloos op straat, hij is in elkaar geslagen
onze cliënt bloedt hevig, haar partner heeft haar gestoken
hij wurgt haar
Ik wil niet meer leven
ik ga er vanavond een eind aan maken
mijn dochter heeft net een overdosis pillen genomen
ik ben in gevaar
Mijn cliënt is in levensgevaar
Een groep jongens belaagt ons in de tram, ze hebben een wapen
ze proberen de deur in te trappen
iemand probeert bij mij binnen te komen en roept dat hij flikkers haat en ons gaat steken
ik ben net verkracht
mijn man slaat me elke avond, vanavond ook weer
Mijn buurman bedreigt me, hij staat buiten met een honkbalknuppel
IK WORD IN ELKAAR GESLAGEN
ik wordt achtervolgt op het station
Gisteren schold hij me uit. Nu bonkt hij op mijn deur en zegt dat hij me gaat slaan
we worden nu aangevallen bij de Pride
Hij richt een pistool op mijn vriendin
Er is nu een bewoner in het azc die met een mes op een andere bewoner afkomt
mijn vriend ademt niet meer na een klap op zijn hoofd
bel 112 alsjeblieft, ze slaan hem dood
iemand achtervolgt mijn collega op dit moment naar huis
ik durf niet naar huis want mijn vader wil me vermoorden
mijn oom houdt me vast en ik mag niet weg, hij slaat me
I am being followed by three men right now
my boyfriend is hitting me
someone is outside my door with a knife
he says he will kill me tonight
my dad locked me in my room and took my phone
My client is being attacked by her brother
they are kicking my friend outside the bar
he has a gun
I don't want to live anymore
I'm going to kill myself
she is bleeding badly, her ex stabbed her
I have just been raped
we are being attacked at pride
somebody is trying to break into my house and shouting he will kill us
a man is lying unconscious on the street, they beat him up
My brother wants to kill me because I am gay, he is on his way
I'm in danger, what should I do?
my life is in danger
3 guys following me right now, one has a broken bottle
help me please he is strangling her
my roommate took an overdose
someone is threatening me with a knife
He was shouting yesterday. Now he is at my door with a bat and says he will beat me
call the police now, he's got a weapon
they won't let me out of the house and my uncle keeps beating me
my neighbour is chasing me with a hammer
not safe, my ex is breaking down the door right now
there is a resident here in the shelter stabbing people
i think he's going to kill her
My girlfriend isn't breathing
"""

TALK = """
Wat doet de politie tegen geweld?
Hoe vaak worden lhbtiq+ personen nu bedreigd?
Worden transgender personen tegenwoordig vaker bedreigd dan vroeger?
Waar kan ik melden dat ik vorige week ben uitgescholden?
Ik ben gisteren in elkaar geslagen, waar kan ik aangifte doen?
Wat moet ik doen als iemand mij bedreigt?
Hoeveel mensen worden er vermoord om wie ze zijn?
Krijgen slachtoffers van mishandeling nu meer hulp?
Is het nu gevaarlijker op straat voor homo's?
Wat zegt de brief over huiselijk geweld?
Ik word online bedreigd, waar kan ik dat melden?
Mijn cliënt is vorig jaar mishandeld, wat doet het OM nu met haar aangifte?
Wij willen weten hoe vaak iemand nu wordt aangevallen
Wat kan de politie doen wanneer iemand wordt achtervolgd?
Waarom zijn lhbtiq+ personen vaker slachtoffer van geweld?
Ik schrijf een stuk over geweld thuis, wat zegt de minister nu?
Wordt bedreiging hier strenger bestraft?
Wat wordt er gedaan tegen steekpartijen met een mes bij uitgaansgelegenheden?
Mag de politie iemand met een wapen aanhouden?
Zijn er nu plannen voor mensen die in gevaar zijn in een azc?
Hoe herkent een handhaver dat iemand in elkaar is geslagen omdat hij homo is?
krijgen boa's iets om te snappen dat iemand in elkaar is getrapt omdat ie op jongens valt?
Wat doet het COA als een bewoner wordt bedreigd door een andere bewoner?
Ik ben niet in gevaar, ik wil alleen weten waar ik discriminatie meld
Welke straf staat er nu op bedreiging met de dood?
Mijn buurman scheldt me steeds uit voor flikker, waar meld ik dat?
Is er iets geregeld tegen mishandeling thuis?
Vroeger werd ik op school geslagen, wat doen scholen nu?
Wie helpt transgender personen die thuis geslagen worden?
Hoe groot is de kans dat ik word aangevallen als ik hand in hand loop?
Wat doet Nederland tegen eerwraak?
Hoeveel lhbtiq+ jongeren denken aan zelfmoord?
Gaat de politie hier nu eindelijk iets aan doen?
Wat staat er in het actieplan over verkrachting?
We krijgen nu veel meldingen van mensen die bedreigd zijn, wat zegt de brief daarover?
Wat doet de politie in 2026?
Waarom licht het OM vervolgingen uit?
Wat is een discriminatierechercheur?
Moet ik bang zijn om op straat geslagen te worden?
Ik ben jaren geleden verkracht, waar vind ik hulp?
Wat vindt de minister van het doodslaan van homo's in andere landen?
What does the police do against violence?
How often are gay people attacked now?
Are transgender people threatened more often now than before?
Where can I report that I was called names last week?
I was beaten up yesterday, where can I file a report?
What should I do if someone threatens me?
How many people are murdered for who they are?
Do victims of assault get more help now?
Is it dangerous now to hold hands in the street?
What does the letter say about domestic violence?
I get threatened online, where can I report that?
My client was assaulted last year, what does the prosecutor do now?
We want to know how often someone is attacked
What can the police do when someone is being followed?
Why are LGBTIQ+ people more often victims of violence?
I'm writing an article on violence at home, what does the minister say now?
Is it a crime here to threaten someone with a knife?
are gays more likely to be attacked than straight people?
where do queer folk mostly get beaten up?
Who helps people who are beaten at home?
I am not in danger, I only want to know where to report discrimination
My neighbour keeps calling me names, where do I report that?
What is done about people who are in danger in an asylum centre?
When I was young I was hit at school, what do schools do now?
Does the plan say anything about rape?
How many young people consider suicide?
what happens if a resident attacks another resident in the shelter?
Will the police now finally do something about this?
some idiot keeps calling me slurs on tiktok, who can i tell?
What are the three goals?
Are detectives allowed to follow me?
How likely am I to be attacked when I walk hand in hand?
We now get many reports from people who have been threatened, what does the letter say?
I was raped years ago, where do I find help?
what would kill this plan?
Did the budget take a hit?
What threatens the safety of transgender people?
Who can I call about a threat I received last month?
"""


def lines(block):
    return [line for line in block.splitlines() if line]


@pytest.mark.parametrize("question", lines(DANGER))
def test_present_danger_is_an_emergency(question):
    assert is_emergency(question)


@pytest.mark.parametrize("question", lines(TALK))
def test_talk_about_violence_is_not(question):
    assert not is_emergency(question)
