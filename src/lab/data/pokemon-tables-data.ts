/**
 * Made by make-pokemon-tables.ts from the PokéAPI's tables (BSD licence); see
 * README.md. A line is: number, base experience, effort by stat, colour, shape,
 * habitat, growth rate, egg groups, females in eighths, capture rate, base
 * happiness, hatch counter, flags (differs by gender, legendary, mythical),
 * order, evolution chain, evolution (from, trigger, level, item, happiness),
 * English name, genus.
 */
export const speciesData = `
1 64 0,0,0,1,0,0 5 8 3 4 1,7 1 45 70 20 000 1 1 - Bulbasaur Seed_Pokémon
2 142 0,0,0,1,1,0 5 8 3 4 1,7 1 45 70 20 000 2 1 1:1:16:: Ivysaur Seed_Pokémon
3 236 0,0,0,2,1,0 5 8 3 4 1,7 1 45 70 20 100 3 1 2:1:32:: Venusaur Seed_Pokémon
4 62 0,0,0,0,0,1 8 6 4 4 1,14 1 45 70 20 000 4 2 - Charmander Lizard_Pokémon
5 142 0,0,0,1,0,1 8 6 4 4 1,14 1 45 70 20 000 5 2 4:1:16:: Charmeleon Flame_Pokémon
6 240 0,0,0,3,0,0 8 6 4 4 1,14 1 45 70 20 000 6 2 5:1:36:: Charizard Flame_Pokémon
7 63 0,0,1,0,0,0 2 6 9 4 1,2 1 45 70 20 000 7 3 - Squirtle Tiny_Turtle_Pokémon
8 142 0,0,1,0,1,0 2 6 9 4 1,2 1 45 70 20 000 8 3 7:1:16:: Wartortle Turtle_Pokémon
9 239 0,0,0,0,3,0 2 6 9 4 1,2 1 45 70 20 000 9 3 8:1:36:: Blastoise Shellfish_Pokémon
10 39 1,0,0,0,0,0 5 14 2 2 3 4 255 70 15 000 10 4 - Caterpie Worm_Pokémon
11 72 0,0,2,0,0,0 5 2 2 2 3 4 120 70 15 000 11 4 10:1:7:: Metapod Cocoon_Pokémon
12 178 0,0,0,2,1,0 9 13 2 2 3 4 45 70 15 100 12 4 11:1:10:: Butterfree Butterfly_Pokémon
13 39 0,0,0,0,0,1 3 14 2 2 3 4 255 70 15 000 13 5 - Weedle Hairy_Bug_Pokémon
14 72 0,0,2,0,0,0 10 2 2 2 3 4 120 70 15 000 14 5 13:1:7:: Kakuna Cocoon_Pokémon
15 178 0,2,0,0,1,0 10 13 2 2 3 4 45 70 15 000 15 5 14:1:10:: Beedrill Poison_Bee_Pokémon
16 50 0,0,0,0,0,1 3 9 2 4 4 4 255 70 15 000 16 6 - Pidgey Tiny_Bird_Pokémon
17 122 0,0,0,0,0,2 3 9 2 4 4 4 120 70 15 000 17 6 16:1:18:: Pidgeotto Bird_Pokémon
18 216 0,0,0,0,0,3 3 9 2 4 4 4 45 70 15 000 18 6 17:1:36:: Pidgeot Bird_Pokémon
19 51 0,0,0,0,0,1 7 8 3 2 5 4 255 70 15 100 19 7 - Rattata Mouse_Pokémon
20 145 0,0,0,0,0,2 3 8 3 2 5 4 127 70 15 100 20 7 19:1:20:: Raticate Mouse_Pokémon
21 52 0,0,0,0,0,1 3 9 6 2 4 4 255 70 15 000 21 8 - Spearow Tiny_Bird_Pokémon
22 155 0,0,0,0,0,2 3 9 6 2 4 4 90 70 15 000 22 8 21:1:20:: Fearow Beak_Pokémon
23 58 0,1,0,0,0,0 7 2 3 2 5,14 4 255 70 20 000 23 9 - Ekans Snake_Pokémon
24 157 0,2,0,0,0,0 7 2 3 2 5,14 4 90 70 20 000 24 9 23:1:22:: Arbok Cobra_Pokémon
25 112 0,0,0,0,0,2 10 8 2 2 5,6 4 190 70 10 100 26 10 - Pikachu Mouse_Pokémon
26 218 0,0,0,0,0,3 10 6 2 2 5,6 4 75 70 10 100 27 10 25:3::83: Raichu Mouse_Pokémon
27 60 0,0,1,0,0,0 10 6 6 2 5 4 255 70 20 000 28 11 - Sandshrew Mouse_Pokémon
28 158 0,0,2,0,0,0 10 6 6 2 5 4 90 70 20 000 29 11 27:1:22:: Sandslash Mouse_Pokémon
29 55 1,0,0,0,0,0 2 8 3 4 1,5 8 235 70 20 000 30 12 - Nidoran♀ Poison_Pin_Pokémon
30 128 2,0,0,0,0,0 2 8 3 4 15 8 120 70 20 000 31 12 29:1:16:: Nidorina Poison_Pin_Pokémon
31 227 3,0,0,0,0,0 2 6 3 4 15 8 45 70 20 000 32 12 30:3::81: Nidoqueen Drill_Pokémon
32 55 0,1,0,0,0,0 7 8 3 4 1,5 0 235 70 20 000 33 13 - Nidoran♂ Poison_Pin_Pokémon
33 128 0,2,0,0,0,0 7 8 3 4 1,5 0 120 70 20 000 34 13 32:1:16:: Nidorino Poison_Pin_Pokémon
34 227 0,3,0,0,0,0 7 6 3 4 1,5 0 45 70 20 000 35 13 33:3::81: Nidoking Drill_Pokémon
35 113 2,0,0,0,0,0 6 6 4 3 6 6 150 140 10 000 37 14 - Clefairy Fairy_Pokémon
36 217 3,0,0,0,0,0 6 6 4 3 6 6 25 140 10 000 38 14 35:3::81: Clefable Fairy_Pokémon
37 60 0,0,0,0,0,1 3 8 3 2 5 6 190 70 20 000 39 15 - Vulpix Fox_Pokémon
38 177 0,0,0,0,1,1 10 8 3 2 5 6 75 70 20 000 40 15 37:3::82: Ninetales Fox_Pokémon
39 95 2,0,0,0,0,0 6 12 3 3 6 6 170 70 10 000 42 16 - Jigglypuff Balloon_Pokémon
40 196 3,0,0,0,0,0 6 12 3 3 6 6 50 70 10 000 43 16 39:3::81: Wigglytuff Balloon_Pokémon
41 49 0,0,0,0,0,1 7 9 1 2 4 4 255 70 15 100 44 17 - Zubat Bat_Pokémon
42 159 0,0,0,0,0,2 7 9 1 2 4 4 90 70 15 100 45 17 41:1:22:: Golbat Bat_Pokémon
43 64 0,0,0,1,0,0 2 7 3 4 7 4 255 70 20 000 47 18 - Oddish Weed_Pokémon
44 138 0,0,0,2,0,0 2 12 3 4 7 4 120 70 20 100 48 18 43:1:21:: Gloom Weed_Pokémon
45 221 0,0,0,3,0,0 8 12 3 4 7 4 45 70 20 100 49 18 44:3::85: Vileplume Flower_Pokémon
46 57 0,1,0,0,0,0 8 14 2 2 3,7 4 190 70 20 000 51 19 - Paras Mushroom_Pokémon
47 142 0,2,1,0,0,0 8 14 2 2 3,7 4 75 70 20 000 52 19 46:1:24:: Parasect Mushroom_Pokémon
48 61 0,0,0,0,1,0 7 12 2 2 3 4 190 70 20 000 53 20 - Venonat Insect_Pokémon
49 158 0,0,0,1,0,1 7 13 2 2 3 4 75 70 20 000 54 20 48:1:31:: Venomoth Poison_Moth_Pokémon
50 53 0,0,0,0,0,1 3 5 1 2 5 4 255 70 20 000 55 21 - Diglett Mole_Pokémon
51 149 0,0,0,0,0,2 3 11 1 2 5 4 50 70 20 000 56 21 50:1:26:: Dugtrio Mole_Pokémon
52 58 0,0,0,0,0,1 10 8 8 2 5 4 255 70 20 000 57 22 - Meowth Scratch_Cat_Pokémon
53 154 0,0,0,0,0,2 10 8 8 2 5 4 90 70 20 000 58 22 52:1:28:: Persian Classy_Cat_Pokémon
54 64 0,0,0,1,0,0 10 6 9 2 2,5 4 190 70 20 000 59 23 - Psyduck Duck_Pokémon
55 175 0,0,0,2,0,0 2 6 9 2 2,5 4 75 70 20 000 60 23 54:1:33:: Golduck Duck_Pokémon
56 61 0,1,0,0,0,0 3 6 4 2 5 4 190 70 20 000 61 24 - Mankey Pig_Monkey_Pokémon
57 159 0,2,0,0,0,0 3 6 4 2 5 4 75 70 20 000 62 24 56:1:28:: Primeape Pig_Monkey_Pokémon
58 70 0,1,0,0,0,0 3 8 3 1 5 2 190 70 20 000 63 25 - Growlithe Puppy_Pokémon
59 194 0,2,0,0,0,0 3 8 3 1 5 2 75 70 20 000 64 25 58:3::82: Arcanine Legendary_Pokémon
60 60 0,0,0,0,0,1 2 7 9 4 2 4 255 70 20 000 65 26 - Poliwag Tadpole_Pokémon
61 135 0,0,0,0,0,2 2 12 9 4 2 4 120 70 20 000 66 26 60:1:25:: Poliwhirl Tadpole_Pokémon
62 230 0,0,3,0,0,0 2 12 9 4 2 4 45 70 20 000 67 26 61:3::84: Poliwrath Tadpole_Pokémon
63 62 0,0,0,1,0,0 3 6 8 4 8 2 200 70 20 000 69 27 - Abra Psi_Pokémon
64 140 0,0,0,2,0,0 3 6 8 4 8 2 100 70 20 100 70 27 63:1:16:: Kadabra Psi_Pokémon
65 225 0,0,0,3,0,0 3 12 8 4 8 2 50 70 20 100 71 27 64:2::: Alakazam Psi_Pokémon
66 61 0,1,0,0,0,0 4 6 4 4 8 2 180 70 20 000 72 28 - Machop Superpower_Pokémon
67 142 0,2,0,0,0,0 4 12 4 4 8 2 90 70 20 000 73 28 66:1:28:: Machoke Superpower_Pokémon
68 227 0,3,0,0,0,0 4 12 4 4 8 2 45 70 20 000 74 28 67:2::: Machamp Superpower_Pokémon
69 60 0,1,0,0,0,0 5 12 2 4 7 4 255 70 20 000 75 29 - Bellsprout Flower_Pokémon
70 137 0,2,0,0,0,0 5 5 2 4 7 4 120 70 20 000 76 29 69:1:21:: Weepinbell Flycatcher_Pokémon
71 221 0,3,0,0,0,0 5 5 2 4 7 4 45 70 20 000 77 29 70:3::85: Victreebel Flycatcher_Pokémon
72 67 0,0,0,0,1,0 2 10 7 1 9 4 190 70 20 000 78 30 - Tentacool Jellyfish_Pokémon
73 180 0,0,0,0,2,0 2 10 7 1 9 4 60 70 20 000 79 30 72:1:30:: Tentacruel Jellyfish_Pokémon
74 60 0,0,1,0,0,0 3 4 4 4 10 4 255 70 15 000 80 31 - Geodude Rock_Pokémon
75 137 0,0,2,0,0,0 3 12 4 4 10 4 120 70 15 000 81 31 74:1:25:: Graveler Rock_Pokémon
76 223 0,0,3,0,0,0 3 12 4 4 10 4 45 70 15 000 82 31 75:2::: Golem Megaton_Pokémon
77 82 0,0,0,0,0,1 10 8 3 2 5 4 190 70 20 000 83 32 - Ponyta Fire_Horse_Pokémon
78 175 0,0,0,0,0,2 10 8 3 2 5 4 60 70 20 000 84 32 77:1:40:: Rapidash Fire_Horse_Pokémon
79 63 1,0,0,0,0,0 6 8 9 2 1,2 4 190 70 20 000 85 33 - Slowpoke Dopey_Pokémon
80 172 0,0,2,0,0,0 6 6 9 2 1,2 4 75 70 20 000 86 33 79:1:37:: Slowbro Hermit_Crab_Pokémon
81 65 0,0,0,1,0,0 4 4 6 2 10 -1 190 70 20 000 88 34 - Magnemite Magnet_Pokémon
82 163 0,0,0,2,0,0 4 11 6 2 10 -1 60 70 20 000 89 34 81:1:30:: Magneton Magnet_Pokémon
83 132 0,1,0,0,0,0 3 9 3 2 4,5 4 45 70 20 000 91 35 - Farfetch’d Wild_Duck_Pokémon
84 62 0,1,0,0,0,0 3 7 3 2 4 4 190 70 20 100 92 36 - Doduo Twin_Bird_Pokémon
85 165 0,2,0,0,0,0 3 7 3 2 4 4 45 70 20 100 93 36 84:1:31:: Dodrio Triple_Bird_Pokémon
86 65 0,0,0,0,1,0 9 3 7 2 2,5 4 190 70 20 000 94 37 - Seel Sea_Lion_Pokémon
87 166 0,0,0,0,2,0 9 3 7 2 2,5 4 75 70 20 000 95 37 86:1:34:: Dewgong Sea_Lion_Pokémon
88 65 1,0,0,0,0,0 7 4 8 2 11 4 190 70 20 000 96 38 - Grimer Sludge_Pokémon
89 175 1,1,0,0,0,0 7 4 8 2 11 4 75 70 20 000 97 38 88:1:38:: Muk Sludge_Pokémon
90 61 0,0,1,0,0,0 7 1 7 1 9 4 190 70 20 000 98 39 - Shellder Bivalve_Pokémon
91 184 0,0,2,0,0,0 7 1 7 1 9 4 60 70 20 000 99 39 90:3::84: Cloyster Bivalve_Pokémon
92 62 0,0,0,1,0,0 7 1 1 4 11 4 190 70 20 000 100 40 - Gastly Gas_Pokémon
93 142 0,0,0,2,0,0 7 4 1 4 11 4 90 70 20 000 101 40 92:1:25:: Haunter Gas_Pokémon
94 225 0,0,0,3,0,0 7 6 1 4 11 4 45 70 20 000 102 40 93:2::: Gengar Shadow_Pokémon
95 77 0,0,1,0,0,0 4 2 1 2 10 4 45 70 25 000 103 41 - Onix Rock_Snake_Pokémon
96 66 0,0,0,0,1,0 10 12 3 2 8 4 190 70 20 000 105 42 - Drowzee Hypnosis_Pokémon
97 169 0,0,0,0,2,0 10 12 3 2 8 4 75 70 20 100 106 42 96:1:26:: Hypno Hypnosis_Pokémon
98 65 0,1,0,0,0,0 8 14 9 2 9 4 225 70 20 000 107 43 - Krabby River_Crab_Pokémon
99 166 0,2,0,0,0,0 8 14 9 2 9 4 60 70 20 000 108 43 98:1:28:: Kingler Pincer_Pokémon
100 66 0,0,0,0,0,1 8 1 8 2 10 -1 190 70 20 000 109 44 - Voltorb Ball_Pokémon
101 172 0,0,0,0,0,2 8 1 8 2 10 -1 60 70 20 000 110 44 100:1:30:: Electrode Ball_Pokémon
102 65 0,0,1,0,0,0 6 11 2 1 7 4 90 70 20 000 111 45 - Exeggcute Egg_Pokémon
103 186 0,0,0,2,0,0 10 7 2 1 7 4 45 70 20 000 112 45 102:3::85: Exeggutor Coconut_Pokémon
104 64 0,0,1,0,0,0 3 6 4 2 1 4 190 70 20 000 113 46 - Cubone Lonely_Pokémon
105 149 0,0,2,0,0,0 3 6 4 2 1 4 75 70 20 000 114 46 104:1:28:: Marowak Bone_Keeper_Pokémon
106 159 0,2,0,0,0,0 3 12 8 2 8 0 45 70 25 000 116 47 - Hitmonlee Kicking_Pokémon
107 159 0,0,0,0,2,0 3 12 8 2 8 0 45 70 25 000 117 47 - Hitmonchan Punching_Pokémon
108 77 2,0,0,0,0,0 6 6 3 2 1 4 45 70 20 000 119 48 - Lickitung Licking_Pokémon
109 68 0,0,1,0,0,0 7 1 8 2 11 4 190 70 20 000 121 49 - Koffing Poison_Gas_Pokémon
110 172 0,0,2,0,0,0 7 11 8 2 11 4 60 70 20 000 122 49 109:1:35:: Weezing Poison_Gas_Pokémon
111 69 0,0,1,0,0,0 4 8 6 1 1,5 4 120 70 20 100 123 50 - Rhyhorn Spikes_Pokémon
112 170 0,2,0,0,0,0 4 6 6 1 1,5 4 60 70 20 100 124 50 111:1:42:: Rhydon Drill_Pokémon
113 395 2,0,0,0,0,0 6 6 8 3 6 8 30 140 40 000 127 51 - Chansey Egg_Pokémon
114 87 0,0,1,0,0,0 2 7 3 2 7 4 45 70 20 000 129 52 - Tangela Vine_Pokémon
115 172 2,0,0,0,0,0 3 6 3 2 1 8 45 70 20 000 131 53 - Kangaskhan Parent_Pokémon
116 59 0,0,0,1,0,0 2 5 7 2 2,14 4 225 70 20 000 132 54 - Horsea Dragon_Pokémon
117 154 0,0,1,1,0,0 2 5 7 2 2,14 4 75 70 20 000 133 54 116:1:32:: Seadra Dragon_Pokémon
118 64 0,1,0,0,0,0 8 3 9 2 12 4 225 70 20 100 135 55 - Goldeen Goldfish_Pokémon
119 158 0,2,0,0,0,0 8 3 9 2 12 4 60 70 20 100 136 55 118:1:33:: Seaking Goldfish_Pokémon
120 68 0,0,0,0,0,1 3 5 7 1 9 -1 225 70 20 000 137 56 - Staryu Star_Shape_Pokémon
121 182 0,0,0,0,0,2 7 5 7 1 9 -1 60 70 20 000 138 56 120:3::84: Starmie Mysterious_Pokémon
122 161 0,0,0,0,2,0 6 12 8 2 8 4 45 70 25 000 140 57 - Mr._Mime Barrier_Pokémon
123 100 0,1,0,0,0,0 5 13 3 2 3 4 45 70 25 100 141 58 - Scyther Mantis_Pokémon
124 159 0,0,0,2,0,0 8 12 8 2 8 8 45 70 25 000 144 59 - Jynx Human_Shape_Pokémon
125 172 0,0,0,0,0,2 10 6 3 2 8 2 45 70 25 000 146 60 - Electabuzz Electric_Pokémon
126 173 0,0,0,2,0,0 8 6 4 2 8 2 45 70 25 000 149 61 - Magmar Spitfire_Pokémon
127 175 0,2,0,0,0,0 3 12 2 1 3 4 45 70 25 000 151 62 - Pinsir Stag_Beetle_Pokémon
128 172 0,1,0,0,0,1 3 8 3 1 5 0 45 70 20 000 152 63 - Tauros Wild_Bull_Pokémon
129 40 0,0,0,0,0,1 8 3 9 1 12,14 4 255 70 5 100 153 64 - Magikarp Fish_Pokémon
130 189 0,2,0,0,0,0 2 2 9 1 12,14 4 45 70 5 100 154 64 129:1:20:: Gyarados Atrocious_Pokémon
131 187 2,0,0,0,0,0 2 3 7 1 1,2 4 45 70 40 000 155 65 - Lapras Transport_Pokémon
132 101 1,0,0,0,0,0 7 1 8 2 13 -1 35 70 20 000 156 66 - Ditto Transform_Pokémon
133 65 0,0,0,0,1,0 3 8 8 2 5 1 45 70 35 100 157 67 - Eevee Evolution_Pokémon
134 184 2,0,0,0,0,0 2 8 8 2 5 1 45 70 35 000 158 67 133:3::84: Vaporeon Bubble_Jet_Pokémon
135 184 0,0,0,0,0,2 10 8 8 2 5 1 45 70 35 000 159 67 133:3::83: Jolteon Lightning_Pokémon
136 184 0,2,0,0,0,0 8 8 8 2 5 1 45 70 35 000 160 67 133:3::82: Flareon Flame_Pokémon
137 79 0,0,0,1,0,0 6 7 8 2 10 -1 45 70 20 000 166 68 - Porygon Virtual_Pokémon
138 71 0,0,1,0,0,0 2 10 7 2 2,9 1 45 70 30 000 169 69 - Omanyte Spiral_Pokémon
139 173 0,0,2,0,0,0 2 10 7 2 2,9 1 45 70 30 000 170 69 138:1:40:: Omastar Spiral_Pokémon
140 71 0,0,1,0,0,0 3 14 7 2 2,9 1 45 70 30 000 171 70 - Kabuto Shellfish_Pokémon
141 173 0,2,0,0,0,0 3 6 7 2 2,9 1 45 70 30 000 172 70 140:1:40:: Kabutops Shellfish_Pokémon
142 180 0,0,0,0,0,2 7 9 4 1 4 1 45 70 35 000 173 71 - Aerodactyl Fossil_Pokémon
143 189 2,0,0,0,0,0 1 12 4 1 1 1 25 70 40 000 175 72 - Snorlax Sleeping_Pokémon
144 261 0,0,0,0,3,0 2 9 5 1 15 -1 3 35 80 010 176 73 - Articuno Freeze_Pokémon
145 261 0,0,0,3,0,0 10 9 5 1 15 -1 3 35 80 010 177 74 - Zapdos Electric_Pokémon
146 261 0,0,0,3,0,0 10 9 5 1 15 -1 3 35 80 010 178 75 - Moltres Flame_Pokémon
147 60 0,1,0,0,0,0 2 2 9 1 2,14 4 45 35 40 000 179 76 - Dratini Dragon_Pokémon
148 147 0,2,0,0,0,0 2 2 9 1 2,14 4 45 35 40 000 180 76 147:1:30:: Dragonair Dragon_Pokémon
149 270 0,3,0,0,0,0 3 6 9 1 2,14 4 45 35 40 000 181 76 148:1:55:: Dragonite Dragon_Pokémon
150 306 0,0,0,3,0,0 7 6 5 1 15 -1 3 0 120 010 182 77 - Mewtwo Genetic_Pokémon
151 270 3,0,0,0,0,0 6 6 5 4 15 -1 45 100 120 001 183 78 - Mew New_Species_Pokémon
`;

/** Numbers with their names. */
export const listData = {
  colors:
    '1:black 2:blue 3:brown 4:gray 5:green 6:pink 7:purple 8:red 9:white 10:yellow',
  shapes:
    '1:ball 2:squiggle 3:fish 4:arms 5:blob 6:upright 7:legs 8:quadruped 9:wings 10:tentacles 11:heads 12:humanoid 13:bug-wings 14:armor',
  habitats:
    '1:cave 2:forest 3:grassland 4:mountain 5:rare 6:rough-terrain 7:sea 8:urban 9:waters-edge',
  growthRates:
    '1:slow 2:medium 3:fast 4:medium-slow 5:slow-then-very-fast 6:fast-then-very-slow',
  eggGroups:
    '1:monster 2:water1 3:bug 4:flying 5:ground 6:fairy 7:plant 8:humanshape 9:water3 10:mineral 11:indeterminate 12:water2 13:ditto 14:dragon 15:no-eggs',
  genders: '1:female 2:male 3:genderless',
  triggers:
    '1:level-up 2:trade 3:use-item 4:shed 5:spin 6:tower-of-darkness 7:tower-of-waters 8:three-critical-hits 9:take-damage 10:other 11:agile-style-move 12:strong-style-move 13:recoil-damage 14:use-move 15:three-defeated-bisharp 16:gimmighoul-coins',
  regions:
    '1:kanto 2:johto 3:hoenn 4:sinnoh 5:unova 6:kalos 7:alola 8:galar 9:hisui 10:paldea 11:orre',
  generations:
    '1:generation-i 2:generation-ii 3:generation-iii 4:generation-iv 5:generation-v 6:generation-vi 7:generation-vii 8:generation-viii 9:generation-ix',
  targets:
    '1:specific-move 2:selected-pokemon-me-first 3:ally 4:users-field 5:user-or-ally 6:opponents-field 7:user 8:random-opponent 9:all-other-pokemon 10:selected-pokemon 11:all-opponents 12:entire-field 13:user-and-allies 14:all-pokemon 15:all-allies 16:fainting-pokemon',
  damageClasses: '1:status 2:physical 3:special',
  /** The region of each generation. */
  regionByGeneration: '1:1 2:2 3:3 4:4 5:5 6:6 7:7 8:8 9:10',
  /** In which generation each ability came. */
  generationByAbility:
    '1:3 2:3 3:3 4:3 5:3 6:3 7:3 8:3 9:3 10:3 11:3 12:3 13:3 14:3 15:3 16:3 17:3 18:3 19:3 20:3 21:3 22:3 23:3 24:3 25:3 26:3 27:3 28:3 29:3 30:3 31:3 32:3 33:3 34:3 35:3 36:3 37:3 38:3 39:3 40:3 41:3 42:3 43:3 44:3 45:3 46:3 47:3 48:3 49:3 50:3 51:3 52:3 53:3 54:3 55:3 56:3 57:3 58:3 59:3 60:3 61:3 62:3 63:3 64:3 65:3 66:3 67:3 68:3 69:3 70:3 71:3 72:3 73:3 74:3 75:3 76:3 77:4 78:4 79:4 80:4 81:4 82:4 83:4 84:4 85:4 86:4 87:4 88:4 89:4 90:4 91:4 92:4 93:4 94:4 95:4 96:4 97:4 98:4 99:4 100:4 101:4 102:4 103:4 104:4 105:4 106:4 107:4 108:4 109:4 110:4 111:4 112:4 113:4 114:4 115:4 116:4 117:4 118:4 119:4 120:4 121:4 122:4 123:4 124:5 125:5 126:5 127:5 128:5 129:5 130:5 131:5 132:5 133:5 134:5 135:5 136:5 137:5 138:5 139:5 140:5 141:5 142:5 143:5 144:5 145:5 146:5 147:5 148:5 149:5 150:5 151:5 152:5 153:5 154:5 155:5 156:5 157:5 158:5 159:5 160:5 161:5 162:5 163:5 164:5 165:6 166:6 167:6 168:6 169:6 170:6 171:6 172:6 173:6 174:6 175:6 176:6 177:6 178:6 179:6 180:6 181:6 182:6 183:6 184:6 185:6 186:6 187:6 188:6 189:6 190:6 191:6 192:7 193:7 194:7 195:7 196:7 197:7 198:7 199:7 200:7 201:7 202:7 203:7 204:7 205:7 206:7 207:7 208:7 209:7 210:7 211:7 212:7 213:7 214:7 215:7 216:7 217:7 218:7 219:7 220:7 221:7 222:7 223:7 224:7 225:7 226:7 227:7 228:7 229:7 230:7 231:7 232:7 233:7 234:8 235:8 236:8 237:8 238:8 239:8 240:8 241:8 242:8 243:8 244:8 245:8 246:8 247:8 248:8 249:8 250:8 251:8 252:8 253:8 254:8 255:8 256:8 257:8 258:8 259:8 260:8 261:8 262:8 263:8 264:8 265:8 266:8 267:8 268:9 269:9 270:9 271:9 272:9 273:9 274:9 275:9 276:9 277:9 278:9 279:9 280:9 281:9 282:9 283:9 284:9 285:9 286:9 287:9 288:9 289:9 290:9 291:9 292:9 293:9 294:9 295:9 296:9 297:9 298:9 299:9 300:9 301:9 302:9 303:9 304:9 305:9 306:9 307:9 308:9 309:9 310:9 311:9 312:9 313:9',
  generationByType:
    '1:1 2:1 3:1 4:1 5:1 6:1 7:1 8:1 9:2 10:1 11:1 12:1 13:1 14:1 15:1 16:1 17:2 18:6',
  classByType:
    '1:2 2:2 3:2 4:2 5:2 6:2 7:2 8:2 9:2 10:3 11:3 12:3 13:3 14:3 15:3 16:3 17:3 18:',
  classByStat: '1: 2:2 3:2 4:3 5:3 6:',
  indexByStat: '1:1 2:2 3:3 4:5 5:6 6:4',
  items:
    '81:moon-stone 82:fire-stone 83:thunder-stone 84:water-stone 85:leaf-stone',
};

/**
 * The moves of the first games. A line is: number, name, type, power, points,
 * accuracy, priority, target, damage class, chance of an effect.
 */
export const moveData = `
1 pound 1 40 35 100 0 10 2 
2 karate-chop 2 50 25 100 0 10 2 
3 double-slap 1 15 10 85 0 10 2 
4 comet-punch 1 18 15 85 0 10 2 
5 mega-punch 1 80 20 85 0 10 2 
6 pay-day 1 40 20 100 0 10 2 
7 fire-punch 10 75 15 100 0 10 2 10
8 ice-punch 15 75 15 100 0 10 2 10
9 thunder-punch 13 75 15 100 0 10 2 10
10 scratch 1 40 35 100 0 10 2 
11 vice-grip 1 55 30 100 0 10 2 
12 guillotine 1  5 30 0 10 2 
13 razor-wind 1 80 10 100 0 11 3 
14 swords-dance 1  20  0 7 1 
15 cut 1 50 30 95 0 10 2 
16 gust 3 40 35 100 0 10 3 
17 wing-attack 3 60 35 100 0 10 2 
18 whirlwind 1  20  -6 10 1 
19 fly 3 90 15 95 0 10 2 
20 bind 1 15 20 85 0 10 2 100
21 slam 1 80 20 75 0 10 2 
22 vine-whip 12 45 25 100 0 10 2 
23 stomp 1 65 20 100 0 10 2 30
24 double-kick 2 30 30 100 0 10 2 
25 mega-kick 1 120 5 75 0 10 2 
26 jump-kick 2 100 10 95 0 10 2 
27 rolling-kick 2 60 15 85 0 10 2 30
28 sand-attack 5  15 100 0 10 1 
29 headbutt 1 70 15 100 0 10 2 30
30 horn-attack 1 65 25 100 0 10 2 
31 fury-attack 1 15 20 85 0 10 2 
32 horn-drill 1  5 30 0 10 2 
33 tackle 1 40 35 100 0 10 2 
34 body-slam 1 85 15 100 0 10 2 30
35 wrap 1 15 20 90 0 10 2 100
36 take-down 1 90 20 85 0 10 2 
37 thrash 1 120 10 100 0 8 2 
38 double-edge 1 120 15 100 0 10 2 
39 tail-whip 1  30 100 0 11 1 
40 poison-sting 4 15 35 100 0 10 2 30
41 twineedle 7 25 20 100 0 10 2 20
42 pin-missile 7 25 20 95 0 10 2 
43 leer 1  30 100 0 11 1 100
44 bite 17 60 25 100 0 10 2 30
45 growl 1  40 100 0 11 1 
46 roar 1  20  -6 10 1 
47 sing 1  15 55 0 10 1 
48 supersonic 1  20 55 0 10 1 
49 sonic-boom 1  20 90 0 10 3 
50 disable 1  20 100 0 10 1 
51 acid 4 40 30 100 0 11 3 10
52 ember 10 40 25 100 0 10 3 10
53 flamethrower 10 90 15 100 0 10 3 10
54 mist 15  30  0 4 1 
55 water-gun 11 40 25 100 0 10 3 
56 hydro-pump 11 110 5 80 0 10 3 
57 surf 11 90 15 100 0 9 3 
58 ice-beam 15 90 10 100 0 10 3 10
59 blizzard 15 110 5 70 0 11 3 10
60 psybeam 14 65 20 100 0 10 3 10
61 bubble-beam 11 65 20 100 0 10 3 10
62 aurora-beam 15 65 20 100 0 10 3 10
63 hyper-beam 1 150 5 90 0 10 3 
64 peck 3 35 35 100 0 10 2 
65 drill-peck 3 80 20 100 0 10 2 
66 submission 2 80 20 80 0 10 2 
67 low-kick 2  20 100 0 10 2 
68 counter 2  20 100 -5 1 2 
69 seismic-toss 2  20 100 0 10 2 
70 strength 1 80 15 100 0 10 2 
71 absorb 12 20 25 100 0 10 3 
72 mega-drain 12 40 15 100 0 10 3 
73 leech-seed 12  10 90 0 10 1 
74 growth 1  20  0 7 1 
75 razor-leaf 12 55 25 95 0 11 2 
76 solar-beam 12 120 10 100 0 10 3 
77 poison-powder 4  35 75 0 10 1 
78 stun-spore 12  30 75 0 10 1 
79 sleep-powder 12  15 75 0 10 1 
80 petal-dance 12 120 10 100 0 8 3 
81 string-shot 7  40 95 0 11 1 
82 dragon-rage 16  10 100 0 10 3 
83 fire-spin 10 35 15 85 0 10 3 100
84 thunder-shock 13 40 30 100 0 10 3 10
85 thunderbolt 13 90 15 100 0 10 3 10
86 thunder-wave 13  20 90 0 10 1 
87 thunder 13 110 10 70 0 10 3 30
88 rock-throw 6 50 15 90 0 10 2 
89 earthquake 5 100 10 100 0 9 2 
90 fissure 5  5 30 0 10 2 
91 dig 5 80 10 100 0 10 2 
92 toxic 4  10 90 0 10 1 
93 confusion 14 50 25 100 0 10 3 10
94 psychic 14 90 10 100 0 10 3 10
95 hypnosis 14  20 60 0 10 1 
96 meditate 14  40  0 7 1 
97 agility 14  30  0 7 1 
98 quick-attack 1 40 30 100 1 10 2 
99 rage 1 20 20 100 0 10 2 
100 teleport 14  20  -6 7 1 
101 night-shade 8  15 100 0 10 3 
102 mimic 1  10  0 10 1 
103 screech 1  40 85 0 10 1 
104 double-team 1  15  0 7 1 
105 recover 1  5  0 7 1 
106 harden 1  30  0 7 1 
107 minimize 1  10  0 7 1 
108 smokescreen 1  20 100 0 10 1 
109 confuse-ray 8  10 100 0 10 1 
110 withdraw 11  40  0 7 1 
111 defense-curl 1  40  0 7 1 
112 barrier 14  20  0 7 1 
113 light-screen 14  30  0 4 1 
114 haze 15  30  0 12 1 
115 reflect 14  20  0 4 1 
116 focus-energy 1  30  0 7 1 
117 bide 1  10  1 7 2 
118 metronome 1  10  0 7 1 
119 mirror-move 3  20  0 10 1 
120 self-destruct 1 200 5 100 0 9 2 
121 egg-bomb 1 100 10 75 0 10 2 
122 lick 8 30 30 100 0 10 2 30
123 smog 4 30 20 70 0 10 3 40
124 sludge 4 65 20 100 0 10 3 30
125 bone-club 5 65 20 85 0 10 2 10
126 fire-blast 10 110 5 85 0 10 3 10
127 waterfall 11 80 15 100 0 10 2 20
128 clamp 11 35 15 85 0 10 2 100
129 swift 1 60 20  0 11 3 
130 skull-bash 1 130 10 100 0 10 2 100
131 spike-cannon 1 20 15 100 0 10 2 
132 constrict 1 10 35 100 0 10 2 10
133 amnesia 14  20  0 7 1 
134 kinesis 14  15 80 0 10 1 
135 soft-boiled 1  5  0 7 1 
136 high-jump-kick 2 130 10 90 0 10 2 
137 glare 1  30 100 0 10 1 
138 dream-eater 14 100 15 100 0 10 3 
139 poison-gas 4  40 90 0 11 1 
140 barrage 1 15 20 85 0 10 2 
141 leech-life 7 80 10 100 0 10 2 
142 lovely-kiss 1  10 75 0 10 1 
143 sky-attack 3 140 5 90 0 10 2 30
144 transform 1  10  0 10 1 
145 bubble 11 40 30 100 0 11 3 10
146 dizzy-punch 1 70 10 100 0 10 2 20
147 spore 12  15 100 0 10 1 
148 flash 1  20 100 0 10 1 
149 psywave 14  15 100 0 10 3 
150 splash 1  40  0 7 1 
151 acid-armor 4  20  0 7 1 
152 crabhammer 11 100 10 90 0 10 2 
153 explosion 1 250 5 100 0 9 2 
154 fury-swipes 1 18 15 80 0 10 2 
155 bonemerang 5 50 10 90 0 10 2 
156 rest 14  5  0 7 1 
157 rock-slide 6 75 10 90 0 11 2 30
158 hyper-fang 1 80 15 90 0 10 2 10
159 sharpen 1  30  0 7 1 
160 conversion 1  30  0 7 1 
161 tri-attack 1 80 10 100 0 10 3 20
162 super-fang 1  10 90 0 10 2 
163 slash 1 70 20 100 0 10 2 
164 substitute 1  10  0 7 1 
165 struggle 1 50 1  0 8 2 
`;

/** Damage in per cent: a line for each type that strikes, a number for each struck. */
export const efficacyData = `
100 100 100 100 100 50 100 0 50 100 100 100 100 100 100 100 100 100
200 100 50 50 100 200 50 0 200 100 100 100 100 50 200 100 200 50
100 200 100 100 100 50 200 100 50 100 100 200 50 100 100 100 100 100
100 100 100 50 50 50 100 50 0 100 100 200 100 100 100 100 100 200
100 100 0 200 100 200 50 100 200 200 100 50 200 100 100 100 100 100
100 50 200 100 50 100 200 100 50 200 100 100 100 100 200 100 100 100
100 50 50 50 100 100 100 50 50 50 100 200 100 200 100 100 200 50
0 100 100 100 100 100 100 200 100 100 100 100 100 200 100 100 50 100
100 100 100 100 100 200 100 100 50 50 50 100 50 100 200 100 100 200
100 100 100 100 100 50 200 100 200 50 50 200 100 100 200 50 100 100
100 100 100 100 200 200 100 100 100 200 50 50 100 100 100 50 100 100
100 100 50 50 200 200 50 100 50 50 200 50 100 100 100 50 100 100
100 100 200 100 0 100 100 100 100 100 200 50 50 100 100 50 100 100
100 200 100 200 100 100 100 100 50 100 100 100 100 50 100 100 0 100
100 100 200 100 200 100 100 100 50 50 50 200 100 100 50 200 100 100
100 100 100 100 100 100 100 100 50 100 100 100 100 100 100 200 100 0
100 50 100 100 100 100 100 200 100 100 100 100 100 200 100 100 50 50
100 200 100 50 100 100 100 100 50 50 100 100 100 100 100 200 200 100
`;
