import { checkEveryPage } from './axe.ts';

checkEveryPage('en');
